#!/bin/sh
# All that the shared activation account runs: sshd starts this as the forced command.
#
#   activate.sh /path/to/unify-activate [OPTION…]
#
# The program takes this script's place, so that each person has exactly one process, and a dropped
# line ends that very process. Its environment is made here: the terminal, that it is an SSH
# session, and what sshd_config's AcceptEnv let the caller ask for. What the caller wanted to run
# (SSH_ORIGINAL_COMMAND) is not in it, and not looked at.
set -eu
umask 077
ulimit -c 0

exec env -i \
    PATH=/usr/bin:/bin \
    HOME="$HOME" \
    TERM="${TERM:-dumb}" \
    SSH_CONNECTION="${SSH_CONNECTION-}" \
    ${SSH_TTY:+"SSH_TTY=$SSH_TTY"} \
    ${LANG:+"LANG=$LANG"} \
    ${LC_ALL:+"LC_ALL=$LC_ALL"} \
    ${LC_MESSAGES:+"LC_MESSAGES=$LC_MESSAGES"} \
    ${NO_COLOR:+"NO_COLOR=$NO_COLOR"} \
    ${UNIFY_ACTIVATE_THEME:+"UNIFY_ACTIVATE_THEME=$UNIFY_ACTIVATE_THEME"} \
    ${COLORTERM:+"COLORTERM=$COLORTERM"} \
    ${UNIFY_ACTIVATE_ACCESSIBLE:+"UNIFY_ACTIVATE_ACCESSIBLE=$UNIFY_ACTIVATE_ACCESSIBLE"} \
    "$@"
