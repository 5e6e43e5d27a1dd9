"""All checks, in the order in which they are carried out: grouped by subject, limits last."""

from mock_server.verify.check import Check
from mock_server.verify.checks import (
    answers,
    bodies,
    commits,
    dead_links,
    disowning,
    judging,
    languages,
    limits,
    look,
    new_links,
    order,
    pairs,
    published_rules,
    races,
    sameness,
    service,
    strangers,
    unicode,
)

CHECKS: dict[str, Check] = {
    check.id: check
    for module in (
        service,
        look,
        strangers,
        order,
        bodies,
        languages,
        published_rules,
        judging,
        unicode,
        commits,
        sameness,
        races,
        pairs,
        new_links,
        disowning,
        dead_links,
        answers,
        limits,
    )
    for check in module.CHECKS
}
"""By their ids, which never change."""

__all__ = ["CHECKS"]
