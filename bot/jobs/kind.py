"""What kind of job it is: employment types and seniority, from fields and from titles."""

import re
from collections.abc import Sequence

from bot.jobs.posting import EmploymentType
from bot.jobs.words import words

# Words of fields, squeezed together: "Full-time", "FULL_TIME", "fulltime_permanent". In fields any
# of several may be meant: "Full Time Contract" is both.
_IN_FIELDS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"fulltime|vollzeit|tempsplein|tempocompleto|tiempocompleto|jornadacompleta|fest(?:e )?anstellung|"
         r"(?<!im)permanent|regular|unbefristet|\bcdi\b", EmploymentType.FULL_TIME),
        (r"parttime|teilzeit|tempspartiel|tempoparcial|tiempoparcial|mediajornada|minijob",
         EmploymentType.PART_TIME),
        (r"contract(?!ual)|freelance|selfemployed|freiberuf|autonomo|\bb2b\b|\bc2c\b|\b1099\b",
         EmploymentType.CONTRACTOR),
        (r"tempor|fixedterm|befristet|seasonal|interim|zeitarbeit|saison|\bcdd\b|\btemp\b",
         EmploymentType.TEMPORARY),
        (r"\bintern(?:s|ship|ships)?\b|praktik|werkstudent|workingstudent|\bstage\b|stagiair|trainee|"
         r"apprentice|ausbildung|azubi|coop\b|estagio", EmploymentType.INTERN),
        (r"volunt|ehrenamt", EmploymentType.VOLUNTEER),
        (r"perdiem|\bprn\b|asneeded", EmploymentType.PER_DIEM),
        (r"^other$", EmploymentType.OTHER),
    )
)  # fmt: skip
_UNLIMITED = re.compile(r"unbefristet")

# Words of titles, between spaces; only what cannot mean the work itself: a contract manager, a
# temporary-works engineer and a volunteer coordinator are employed full time.
_IN_TITLES = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r" (?:full time|vollzeit|100) ", EmploymentType.FULL_TIME),
        (r" (?:part time|teilzeit|minijob) ", EmploymentType.PART_TIME),
        (r" (?:freelance|freelancer|contractor|contract(?= $)|contract role|contract to hire|"
         r"freiberufler|freiberuflich|b2b(?= contract)) ", EmploymentType.CONTRACTOR),
        (r" (?:temporary(?! works)|fixed term|seasonal|befristet|temp(?= $)) ",
         EmploymentType.TEMPORARY),
        (r" (?:interns?|internships?|(?:pflicht)?praktik(?:um|ant|antin)|praktikant in|"
         r"werkstudent(?:in|en)?|werkstudierende[rn]?|working student|student worker|"
         r"stagiaire|co op|apprentice|apprenticeship|auszubildende[rn]?|azubi) ",
         EmploymentType.INTERN),
        (r" (?:volunteer(?= $)|per diem|prn) ", EmploymentType.PER_DIEM),
    )
)  # fmt: skip
