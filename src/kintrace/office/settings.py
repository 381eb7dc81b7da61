"""Django's settings, from the environment alone (see home.py); closed by default."""

import os
from pathlib import Path

from kintrace.office.files import passing
from kintrace.office.home import api_rate, home, postgresql, proxy

_HERE = Path(__file__).parent
_HOME = home()
_HOME.make()

SECRET_KEY = _HOME.secret()
DEBUG = False
DEMO = os.environ.get("KINTRACE_DEMO") == "1"
"""An office of synthetic people to try things in: no second factor is asked for."""

ALLOWED_HOSTS = [*filter(None, os.environ.get("KINTRACE_HOSTS", "").split(",")), "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host not in ("127.0.0.1", "localhost")]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "kintrace.office.accounts",
    "kintrace.office.journal",
    "kintrace.office.jobs",
    "kintrace.office.registry",
    "kintrace.office.tracing",
    "kintrace.office.cases",
    "kintrace.office.exchange",
    "kintrace.office.statistics",
]
MIDDLEWARE = [
    "kintrace.office.doors.Headers",
    "django.middleware.security.SecurityMiddleware",
    "kintrace.office.compressed.Compressed",
    "django.middleware.common.CommonMiddleware",  # refuses other names of this host
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kintrace.office.doors.Language",
    "kintrace.office.tracing.uploads.Bounded",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kintrace.office.doors.Closed",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "kintrace.office.urls"
WSGI_APPLICATION = "kintrace.office.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "OPTIONS": {
            "builtins": ["kintrace.office.spoken"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "kintrace.office.doors.about_the_reader",
            ],
        },
    }
]

_ADDRESS = os.environ.get("KINTRACE_DATABASE", "")
_EMBEDDED = {
    "ENGINE": "kintrace.office.database",
    "NAME": _HOME.database,
    "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 120},
    "TEST": {"NAME": _HOME.folder / "test.db"},
}
DATABASES = {"default": postgresql(_ADDRESS) if _ADDRESS else _EMBEDDED}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Member"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["kintrace.office.accounts.passwords.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "name")}),
    )
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "sign-in"

AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "Kintrace"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
BEHIND_TLS = os.environ.get("KINTRACE_TLS") == "1"
"""A server speaks TLS in front of the office: cookies then never travel without it."""
PROXY = proxy() or ("127.0.0.1" if BEHIND_TLS else "")
"""Who alone may say from where somebody asks, and whether by TLS; waitress drops it from others."""
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

DATA_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 12
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
FILE_UPLOAD_TEMP_DIR = passing()  # in memory, where the machine has that: nothing plain on the disk
FILE_UPLOAD_PERMISSIONS = 0o600
MOST_UPLOADED_BYTES = 300 << 20

API_RATE = api_rate()
WEBHOOKS_TO_PRIVATE = os.environ.get("KINTRACE_WEBHOOKS_TO_PRIVATE") == "1"
"""Webhooks may go to addresses of a private network, and without TLS to this machine."""

STATIC_URL = "/static/"
STATIC_ROOT = _HERE / "static"  # served from where it is: nothing is collected

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGES = [("uk", "Українська"), ("ru", "Русский"), ("en", "English")]
LANGUAGE_CODE = "uk"
LOCALE_PATHS = [_HERE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("KINTRACE_TIME_ZONE", "Europe/Kyiv")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
