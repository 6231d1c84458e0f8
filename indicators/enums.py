"""What kinds of indicator, target, measurement and verdict there are.

The values of lights, greys and target kinds are those of the package `lights`; models get
plain pairs, so that migrations import no enum of another room.
"""

from django.db.models import TextChoices

LIGHT_CHOICES = [
    ("green", "uppnås helt"),
    ("yellow", "uppnås delvis"),
    ("red", "uppnås ej"),
    ("grey", "saknar utfall"),
]

GREY_CHOICES = [
    ("not_due", "ej aktuell denna period"),
    ("not_reported", "ej rapporterad"),
    ("not_measured", "mäts ej"),
    ("withheld", "sekretess/få svar"),
    ("published_later", "publiceras senare"),
    ("no_target", "årsmål saknas"),
    ("no_comparison", "jämförelsevärde saknas"),
    ("stale", "för gammalt"),
    ("incomplete", "ofullständigt underlag"),
]

TARGET_KIND_CHOICES = [
    ("at_least", "minst"),
    ("at_most", "högst"),
    ("between", "mellan"),
    ("increase", "öka"),
    ("decrease", "minska"),
    ("yes_no", "ja eller nej"),
]


class Missing(TextChoices):
    """Why a measurement is empty; none of them counts as zero (promise 3)."""

    NOT_REPORTED = "not_reported", "ej rapporterad"
    NOT_DUE = "not_due", "ej aktuell denna period"
    NOT_MEASURED = "not_measured", "mäts ej"
    WITHHELD = "withheld", "sekretess/få svar"
    PUBLISHED_LATER = "published_later", "publiceras senare"


class MeasurementKind(TextChoices):
    """What happened, or the estimate for the whole year."""

    OUTCOME = "outcome", "utfall"
    FORECAST = "forecast", "helårsprognos"


class Aggregation(TextChoices):
    """How the values of many organisations become one."""

    SUM = "sum", "summa"
    MEAN = "mean", "medelvärde"
    RATIO = "ratio", "kvot av summor"
    CENTRAL = "central", "mäts centralt"
    NONE = "none", "läggs inte ihop"


class ToleranceKind(TextChoices):
    """In what the width of yellow is given; empty means the city's default."""

    DEFAULT = "default", "stadens standard"
    ABSOLUTE = "absolute", "i indikatorns enhet"
    PERCENT = "percent", "procent av årsmålet"
    NONE = "none", "ingen"


class Derivation(TextChoices):
    """What is judged instead of the reported figure itself (docs/lights.md)."""

    NONE = "none", "det rapporterade värdet"
    CHANGE = "change", "förändring sedan basår"
    CHANGE_PERCENT = "change_percent", "förändring sedan basår i procent"
    SHARE_OF_SET = "share_of_set", "andel av en bestämd mängd"
    ROLLING_MEAN = "rolling_mean", "rullande medelvärde"


class Periodicity(TextChoices):
    """How often there is an outcome."""

    TERTIAL = "tertial", "varje tertial"
    ANNUAL = "annual", "en gång om året"


class Measures(TextChoices):
    """What sort of thing an indicator measures."""

    RESULT = "result", "resultat"
    EXPERIENCE = "experience", "upplevelse"
    PERFORMANCE = "performance", "prestation"


class Perspective(TextChoices):
    """From which side an indicator sees a verksamhet, in the overview that was asked for in 2009."""

    QUALITY = "quality", "kvalitet"
    ECONOMY = "economy", "ekonomi"
    PERSONNEL = "personnel", "personal"
    ENVIRONMENT = "environment", "miljö"


class Quality(TextChoices):
    """How far the definition has been checked."""

    DRAFT = "draft", "utkast"
    REVIEWED = "reviewed", "granskad"
    ASSURED = "assured", "kvalitetssäkrad"


class TargetScope(TextChoices):
    """Where KF's target applies."""

    CITY_TOTAL = "city_total", "stadens totala värde"
    EACH_ADDRESSEE = "each_addressee", "varje nämnd och bolag"
    COMMITTEE_SETS = "committee_sets", "nämnden sätter"


class DecidedBy(TextChoices):
    """Who took the decision behind a target."""

    KF = "kf", "kommunfullmäktige"
    KS = "ks", "kommunstyrelsen"
    COMMITTEE = "committee", "nämnden"
    COMPANY_BOARD = "company_board", "bolagsstyrelsen"
    UNIT = "unit", "enheten"


class Part(TextChoices):
    """The whole, or one gender; only the whole enters roll-ups."""

    TOTAL = "total", "totalt"
    WOMEN = "women", "kvinnor"
    MEN = "men", "män"


class Standing(TextChoices):
    """Against which target a verdict is: the one that applies there, or KF's beside it."""

    APPLIES = "applies", "gällande årsmål"
    KF_BESIDE = "kf_beside", "KF:s årsmål"
