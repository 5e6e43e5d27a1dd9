"""The mails as people get them: `wording` says what they say, `message` makes MIME of it.

`relay` hands them on to an SMTP server, if there is one.
"""
