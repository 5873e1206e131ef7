"""The register of accesses: what opens something of the company's, who administers it and what it hangs on."""

from __future__ import annotations

from enum import StrEnum


class Sort(StrEnum):
    ACCOUNT = "account"
    DOMAIN = "domain"
    CLOUD = "cloud"
    APP_STORE = "app_store"
    REPOSITORY = "repository"
    CONTRACT = "contract"
    LICENCE = "licence"
    DEVICE = "device"
    KEY = "key"
    CERTIFICATE = "certificate"


class Right(StrEnum):
    """What a person may do with an access: use it, administer it, or administer it and grant and recover it."""

    USER = "user"
    ADMIN = "admin"
    OWNER = "owner"


class Means(StrEnum):
    """What an access hangs on: who has it can take the access back or shut everybody else out."""

    MAIL = "mail"
    PHONE = "phone"
    CARD = "card"
    FACTOR = "factor"


class BelongsTo(StrEnum):
    COMPANY = "company"
    PERSON = "person"
    NONE = "none"
    """There is no such means: a domain without a card, an account without a second factor."""
