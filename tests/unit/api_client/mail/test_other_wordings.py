"""Wordings that were written after the labels, without a look at them, and what is read of each."""

import pytest

from api_client.mail.activation_mail import FactName
from api_client.mail.facts import facts_in

P = "mara.holzer@steinbach-optik.example"
M, D = "+49 221 471081-0", "+49 221 471081-23"

WORDINGS: list[tuple[str, FactName, str | None]] = [
 # label variants unseen
 ("Die Hauptrufnummer Ihres Unternehmens lautet: "+M,'main_number',M),
 ("Ihre Firmenrufnummer: "+M,'main_number',M),
 ("Company phone: "+M,'main_number',M),
 ("Main business line: "+M,'main_number',M),
 ("Ihre Hauptrufnummer (Zentrale): "+M,'main_number',M),
 ("Hauptrufnummer der Firma – "+M,'main_number',M),
 ("Telefonnummer Ihres Unternehmens: "+M,'main_number',M),
 ("Interne Rufnummer: 23",'extension','23'),
 ("Ihre Durchwahl ist die 23.",'extension','23'),
 ("Your ext.: 23",'extension','23'),
 ("Ext 23",'extension','23'),
 ("Extension Number\n\n23\n",'extension','23'),
 ("Durchwahlrufnummer: "+D,'direct_number',D),
 ("Ihre persönliche Durchwahl-Rufnummer: "+D,'direct_number',D),
 ("Direct line: "+D,'direct_number',D),
 ("Your direct phone number is "+D+".",'direct_number',D),
 ("Externe Durchwahl: "+D,'direct_number',D),
 ("Email Address for login: "+P,'login_email',P),
 ("E-mail address for login: "+P,'login_email',P),
 ("Login email address: "+P,'login_email',P),
 ("Email (used to log in): "+P,'login_email',P),
 ("Your login is "+P,'login_email',P),
 ("Ihr Benutzername lautet "+P+".",'login_email',P),
 ("Ihr Anmeldename: "+P,'login_email',P),
 ("E-Mail-Adresse zur Anmeldung bei Unify Office by RingCentral: "+P,'login_email',P),
 ("Ihre Anmelde-E-Mail-Adresse lautet: "+P,'login_email',P),
 ("Anmeldung mit: "+P,'login_email',P),
 ("Sie melden sich mit Ihrer E-Mail-Adresse "+P+" an.",'login_email',P),
 ("Melden Sie sich mit "+P+" an.",'login_email',P),
 ("You can log in with your email "+P+".",'login_email',P),
 ("a) Hauptrufnummer: "+M,'main_number',M),
 ("(1) Die Hauptrufnummer Ihres Unternehmens (Unternehmensnummer): "+M,'main_number',M),
 ("– Hauptrufnummer: "+M,'main_number',M),
 ("☎ Hauptrufnummer: "+M,'main_number',M),
 ("1) Hauptrufnummer\n   "+M,'main_number',M),
 ("Hauptrufnummer:"+M,'main_number',M),
 ("HAUPTRUFNUMMER : "+M,'main_number',M),
 ("**Hauptrufnummer:** "+M,'main_number',M),
 ("Hauptrufnummer » "+M,'main_number',M),
 (f"Hauptrufnummer / Durchwahl / Direktwahl: {M} / 23 / {D}",'extension','23'),
 ("Hauptrufnummer: (0221) 471081-0",'main_number','(0221) 471081-0'),
 ("Hauptrufnummer: 0221/471081-0",'main_number','0221/471081-0'),
 ("Main number: 1 (650) 555-0100",'main_number','1 (650) 555-0100'),
 ("Main number: (650) 555-0100 Ext. 23",'extension','23'),
 ("Direct number: +44 20 7946 0102 (ext. 23)",'extension',None),
 # others'
 ("Ihre Ansprechpartnerin Frau Weber (Durchwahl: 24) ist für Sie da.",'extension',None),
 ("Frau Weber, Durchwahl: 24",'extension',None),
 ("Durchwahl von Frau Weber: 24",'extension',None),
 ("Your admin's extension: 24",'extension',None),
 ("Your manager's direct number: "+D,'direct_number',None),
 ("Technischer Support: Hauptnummer: 0800 1",'main_number',None),
 ("Noch Fragen?\nHauptnummer: 0800 3301000",'main_number',None),
 ("Unser Team hilft Ihnen gern:\nHauptnummer: 0800 3301000",'main_number',None),
 ("Ihr Team von Telekom\nHauptnummer: 0800 3301000",'main_number',None),
 ("Mit freundlichen Grüßen, Ihre Telekom\nHauptnummer: 0800 3301000",'main_number',None),
 ("Ihr Kundenberater\nMax Muster\nDurchwahl: 24",'extension',None),
 ("Technische Hilfe\nHauptnummer: 0800 3301000",'main_number',None),
 ("Service & Hilfe\nHauptnummer: 0800 3301000",'main_number',None),
 ("Wir sind für Sie da\nHauptnummer: 0800 3301000",'main_number',None),
 ("Rufen Sie uns an:\nHauptnummer: 0800 3301000",'main_number',None),
 ("Kontaktdaten\nHauptnummer: 0800 3301000",'main_number',None),
 ("Herausgeber:\nTelekom Deutschland GmbH\nHauptnummer: 0800 3301000",'main_number',None),
 ("Telekom Deutschland GmbH\nLandgrabenweg 151\n53227 Bonn\nHauptnummer: 0228 1810",'main_number',None),
 ("Best,\nPeter\nExt. 24",'extension',None),
 ("Sent from my iPhone\nDirect: +49 221 1",'direct_number',None),
 ("Talk to us\nMain number: 0800 3301000",'main_number',None),
 ("Get help\nMain number: 0800 3301000",'main_number',None),
 ("RingCentral, Inc., 20 Davis Drive, Belmont, CA 94002\nMain number: 0800 3301000",'main_number',None),
 ("Your IT contact: John Doe\nExtension: 24",'extension',None),
 ("For help, contact John Doe\nExtension: 24",'extension',None),
 ("Anna Schmidt has extension: 24.",'extension',None),
 ("Die Kollegin am Empfang\nDurchwahl: 24",'extension',None),
 ("Ihr Kollege Jan hat sich schon angemeldet. Seine Durchwahl: 24",'extension',None),
 ("Zentrale: 0221 1",'main_number',None),
 ("Dein Telekom Team\nHauptnummer: 0800 3301000",'main_number',None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fact", "value"), WORDINGS)
def test_another_wording_is_read_as_it_is_meant(
    text: str, fact: FactName, value: str | None
) -> None:
    assert getattr(facts_in(text), fact) == value
