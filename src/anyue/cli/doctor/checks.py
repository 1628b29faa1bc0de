"""All checks in the order in which they are made; one function a check."""

from anyue.cli.doctor.data import (
    check_administrators,
    check_backups,
    check_demo_accounts,
    check_migrations,
    check_posts,
    check_second_factors,
    check_tail,
)
from anyue.cli.doctor.finding import Check
from anyue.cli.doctor.machine import check_disk, check_fonts, check_keys, check_office, check_private_files
from anyue.cli.doctor.settings import check_clock, check_debug, check_deployment, check_hosts, check_https

CHECKS: tuple[Check, ...] = (
    check_debug,
    check_hosts,
    check_https,
    check_clock,
    check_deployment,
    check_private_files,
    check_keys,
    check_disk,
    check_migrations,
    check_administrators,
    check_second_factors,
    check_posts,
    check_demo_accounts,
    check_backups,
    check_tail,
    check_fonts,
    check_office,
)
