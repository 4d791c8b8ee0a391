"""English: what each word can mean. A row is a meaning and its spellings, with commas; a word may stand in many rows.

A spelling of several words is read before its parts. Add a synonym by adding a word.
"""

from __future__ import annotations

from bot.certificates import Kind, Sort, Status, Validation
from bot.language.meanings import EXPIRED, PENDING, VALID, Table

ENGLISH: Table = {
    # ── numbers ──
    "NUM": {
        0: "zero",
        1: "one",
        2: "two, couple, couple of, a couple of, a couple, a pair of, both",
        3: "three",
        4: "four",
        5: "five",
        6: "six, half a dozen",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve, dozen, a dozen",
        13: "thirteen",
        14: "fourteen",
        15: "fifteen",
        16: "sixteen",
        17: "seventeen",
        18: "eighteen",
        19: "nineteen",
        20: "twenty",
        30: "thirty",
        40: "forty, fourty",
        50: "fifty",
        60: "sixty",
        70: "seventy",
        80: "eighty",
        90: "ninety",
        100: "hundred, a hundred",
        24: "two dozen",
    },
    "ONE": {1: "a, an"},
    "HUNDRED": {100: "hundred"},
    "ORD": {
        1: "first",
        2: "second",
        3: "third",
        4: "fourth",
        5: "fifth",
        6: "sixth",
        7: "seventh",
        8: "eighth",
        9: "ninth",
        10: "tenth",
        11: "eleventh",
        12: "twelfth",
        13: "thirteenth",
        14: "fourteenth",
        15: "fifteenth",
        16: "sixteenth",
        17: "seventeenth",
        18: "eighteenth",
        19: "nineteenth",
        20: "twentieth",
        30: "thirtieth",
    },
    "VAGUE": {0: "few, a few, several, some, many, umpteen, couple more, various, a number of, recent"},
    "HALF": {1: "half"},
    # ── units ──
    "CUNIT": {
        "day": "day, days, day's, days', calendar days",
        "week": "week, weeks, wk, wks, week's, weeks', calendar weeks",
        "month": "month, months, mo, mos, mth, mths, month's, months', calendar months",
        "quarter": "quarter, quarters, qtr, qtrs",
        "year": "year, years, yr, yrs, year's, years', calendar years",
        "fortnight": "fortnight, fortnights",
        "hour": "hour, hours, hr, hrs",
        "workday": "business day, business days, working day, working days, workday, workdays, bday, bdays, weekdays",
        "decade": "decade, decades",
        "minute": "minute, minutes, mins, second, seconds, secs",
    },
    "UNIT": {
        "day": "day",
        "week": "week, wk, week's, calendar week, work week, working week",
        "decade": "decade",
        "month": "month, mo, mth, month's, calendar month",
        "fortnight": "fortnight",
        "quarter": "quarter, qtr, quarter's, calendar quarter",
        "year": "year, yr, year's, calendar year",
    },
    "OFONLY": {1: "of"},
    "FORTNIGHT": {"fortnight": "fortnight"},
    "DAYUNIT": {1: "day"},
    "QUARTER": {1: "quarter, qtr, quarter's"},
    "WEEKUNIT": {1: "week, wk, calendar week, cw, kw, iso week"},
    # ── days ──
    "DAYWORD": {
        0: "today, tonight, today's, this day, eod, cob, end of day, end of the day, close of business, end of business, "
        "this morning, this afternoon, this evening, now, right now, current day, the present day, present day, "
        "end of today, the end of today",
        1: "tomorrow, tmrw, tmr, tomorrow's",
        -1: "yesterday, yesterday's, last night",
        2: "day after tomorrow, the day after tomorrow, overmorrow",
        -2: "day before yesterday, the day before yesterday",
    },
    "NOW": {0: "now, right now, today"},
    "WEEKDAY": {
        0: "monday, mon, mondays, monday's",
        1: "tuesday, tue, tues, tuesdays, tuesday's",
        2: "wednesday, wed, weds, wednesdays, wednesday's",
        3: "thursday, thu, thur, thurs, thursdays, thursday's",
        4: "friday, fri, fridays, friday's",
        5: "saturday, sat, saturdays, saturday's",
        6: "sunday, sun, sundays, sunday's",
    },
    "WEEKEND": {1: "weekend, week-end, weekend's, wkend"},
    "MONTH": {
        1: "january, jan",
        2: "february, feb",
        3: "march, mar",
        4: "april, apr",
        5: "may",
        6: "june, jun",
        7: "july, jul",
        8: "august, aug",
        9: "september, sep, sept",
        10: "october, oct",
        11: "november, nov",
        12: "december, dec",
    },
    "MONTHOF": {1: "month of, the month of"},
    "YEAROF": {1: "year, the year, the year of, year of"},
    "HOLIDAY": {
        (12, 25): "christmas, xmas, christmas day, xmas day, x-mas",
        (12, 24): "christmas eve, xmas eve",
        (12, 26): "boxing day",
        (1, 1): "new year, new year's, new years, new year's day, new years day, the new year",
        (12, 31): "new year's eve, new years eve, nye",
        (10, 31): "halloween, hallowe'en",
        (2, 14): "valentine's day, valentines day, valentine's",
        (4, 1): "april fools' day, april fools day",
        (3, 8): "women's day",
        (5, 1): "may day",
        (3, 17): "st patrick's day",
        (11, 11): "singles' day, singles day",
        (10, 1): "chinese national day",
    },
    "MOVABLE": {
        1: "chinese new year, lunar new year, spring festival, easter, easter monday, easter sunday, ramadan, "
        "eid, diwali, mid-autumn festival, mid autumn festival, dragon boat festival, good friday, qingming, "
        "passover, hanukkah, pentecost, thanksgiving, thanksgiving day, labor day, labour day, black friday, "
        "fiscal year, fiscal quarter, fy, financial year, tax year, memorial day"
    },
    "HALFYEAR": {},
    "UEDGE": {
        ("month", "end"): "eom, month end, month-end, monthend, month's end, end of month",
        ("year", "end"): "eoy, year end, year-end, yearend, year's end, end of year",
        ("quarter", "end"): "eoq, quarter end, quarter-end, quarter's end, end of quarter",
        ("week", "end"): "eow, week's end, end of week",
        ("month", "start"): "bom, som, month start, start of month, beginning of month",
        ("year", "start"): "boy, soy, start of year, beginning of year",
        ("quarter", "start"): "boq, soq, start of quarter, beginning of quarter",
        ("week", "start"): "bow, sow, start of week, beginning of week",
        ("month", "middle"): "mid-month, midmonth, mid month, middle of month",
        ("year", "middle"): "mid-year, midyear, mid year, middle of year",
        ("week", "middle"): "mid-week, midweek, mid week, middle of week",
    },
    "EDGE": {
        "start": "start, beginning, early, start of, beginning of, early in, early part of, first part of, "
        "opening, the start of, the beginning of, the early part of",
        "middle": "middle, mid, mid-, middle of, the middle of, midway through, middle part of",
        "end": "end, late, end of, late in, the end of, the very end of, very end of, last part of, close of, "
        "latter part of, the latter part of, the tail end of, tail end of, the close of, the last part of",
    },
    "REST": {
        1: "rest, rest of, the rest of, remainder, remainder of, the remainder of, what is left of, what's left of, "
        "remaining part of, balance of, the balance of, remaining, remaining days of, the remaining days of, "
        "later, later in, later on, later on in"
    },
    "SOFAR": {1: "earlier, earlier in, so far, so far in"},
    "TODATE": {1: "to date, to-date, so far, until now, till now, up to now, up until now, to this day, as of now"},
    "UTODATE": {
        "year": "ytd, year to date, year-to-date",
        "month": "mtd, month to date, month-to-date",
        "quarter": "qtd, quarter to date, quarter-to-date",
        "week": "wtd, week to date, week-to-date",
    },
    "DAYPART": {
        1: "morning, afternoon, evening, night, noon, midday, midnight, lunchtime, in the morning, "
        "in the afternoon, in the evening, at night, at noon, at midnight, at midday, sharp, o'clock, oclock"
    },
    "AT": {1: "at, @, by, around"},
    "WEEKOF": {1: "of, containing, commencing, beginning, starting, with, that contains, including, ending"},
    # ── shifts ──
    "THE": {1: "the"},
    "THIS": {0: "this, current, present, this current, the current, the present, this very, same"},
    "NEXT": {1: "next, following, coming, upcoming, the following, this next"},
    "COMING": {1: "coming, upcoming, this coming, this upcoming, the coming, the upcoming, nearest, the nearest"},
    "LAST": {-1: "last, previous, past, preceding, prior, the previous, this past, this last"},
    "LATEST": {-1: "last, previous, past, this past, most recent, the previous, preceding, prior"},
    "THISLIT": {1: "this"},
    "PAST": {-1: "past"},
    "NEXTLIT": {1: "next, the next"},
    "LASTLIT": {1: "last, the last"},
    "FINAL": {-1: "last, final, the last, the final"},
    "PENULTIMATE": {-2: "second last, second to last, second-to-last, penultimate, next to last, last but one"},
    "ROLLF": {1: "next, coming, following, upcoming, subsequent, ensuing, this coming"},
    "ROLLP": {-1: "last, past, previous, preceding, prior, trailing, this past, foregoing"},
    "ROLLR": {0: "most recent, latest"},
    "ROLLF1": {1: "next, coming, following, upcoming, subsequent"},
    "ROLLP1": {-1: "last, past"},
    "FIRSTN": {1: "first, initial, opening"},
    "LASTN": {-1: "last, final, closing"},
    # ── operators ──
    "PREPIN": {
        1: "in, within, over, inside, inside of, in the span of, within the span of, in a span of, in the course of, "
        "over the course of, within a period of, within the space of"
    },
    "WITHIN": {1: "within, inside, inside of"},
    "PREP": {
        1: "in, on, during, for, throughout, at, within, over, across, sometime, sometime in, sometime on, any time in, "
        "anytime in, sometime during, some time in, on the, in the, dated, around the, all, all of, falling in, falling on, with, "
        "somewhere in, anytime during, the day of, just, exactly, inside"
    },
    "AGO": {1: "ago, back, earlier, prior, previously, before now, in the past, before today"},
    "HENCE": {
        1: "hence, from now, from today, later, out, away, from this day, ahead, into the future, in the future, on, "
        "from the present, from right now"
    },
    "LEFT": {
        1: "left, remaining, to go, to live, of validity, of validity left, until expiry, until expiration, "
        "until it expires, until they expire, before expiry, before expiration, before they expire, "
        "before it expires, until they end, validity left, lifetime left, time left, of life left"
    },
    "TIME": {1: "time, time's, times, from now, 's time"},
    "ANYTIME": {1: "any time, at any time, whenever, ever"},
    "BEFORE": {
        1: "before, prior to, ahead of, earlier than, preceding, strictly before, sooner than, any time before, anytime before, before the, <"
    },
    "BY": {
        1: "by, until, till, til, 'til, up to, up until, no later than, not later than, on or before, at or before, "
        "not after, through, thru, latest by, by the latest, at the latest by, at the latest, before or on, any time until, "
        "by no later than, up through, through to, up till, due by, at latest, up to and including, until and including, "
        "to, by or before, on/before, latest, to the, through the, not beyond, within"
    },
    "AFTER": {1: "after, later than, beyond, strictly after, any time after, anytime after, subsequent to, >"},
    "SINCE": {
        1: "since, from, starting, starting from, starting on, beginning, beginning on, beginning from, as of, as from, "
        "on or after, not before, no earlier than, not earlier than, from and including, on and after, after or on, "
        "at the earliest, starting in, beginning in, beginning with, starting with, ever since, on/after, commencing, "
        "from the, effective from, no sooner than, not sooner than, starting at, at or after, from as early as"
    },
    "BEFOREPOST": {},
    "BYPOST": {
        1: "or earlier, and earlier, or before, and before, at the latest, at latest, latest, or sooner, at the very latest, "
        "tops, or older, and older, or prior, and prior"
    },
    "AFTERPOST": {},
    "SINCEPOST": {
        1: "onwards, onward, on, forward, or later, and later, and after, or after, and onwards, and onward, "
        "and beyond, or newer, and newer, and on, at the earliest, or beyond, and forward, and up, and following, "
        "thereafter, and thereafter, at earliest, and all after, or onwards"
    },
    "TO": {
        1: "to, until, till, til, through, thru, up to, up until, through to, 'til, and until, till the, until the, to the, up through, "
        "and to, and ending, ending, ending on, ending in, and through, and ending on"
    },
    "BETWEEN": {
        1: "between, in between, anywhere between, somewhere between, any time between, anytime between, sometime between"
    },
    "AMONG": {},
    "FROM": {
        1: "from, starting, starting from, beginning, between, starting on, as of, in, on, during, beginning in, starting in"
    },
    "INCLUSIVE": {1: "inclusive, included, both included, both inclusive, incl., incl, including both"},
    "AND": {1: "and, &, plus, as well as, and also, and the"},
    "OR": {1: "or, and/or, or the, or else, or in, or on"},
    "MORE": {
        1: "more than, over, longer than, greater than, beyond, exceeding, further than, above, upwards of, in excess of, >, later than, "
        "further out than, further away than, farther than, well over"
    },
    "LESS": {
        1: "less than, under, fewer than, not more than, no more than, at most, up to, <, no longer than, shorter than, "
        "below, not longer than, a maximum of, max, maximum, sooner than, no later than, not later than, at the most, within, "
        "no further than, inside"
    },
    "LEAST": {
        1: "at least, no less than, not less than, minimum, no fewer than, a minimum of, min, no sooner than, no earlier than"
    },
    "OLDER": {1: "older than, more than"},
    "OLDERLIT": {1: "older than"},
    "NEWER": {1: "newer than, younger than, more recent than, fresher than, not older than, no older than"},
    "OLD": {1: "old, of age, or older, or more ago"},
    "FROMAFTER": {1: "after, from, following, past, since, counting from, starting from"},
    "OFAFTER": {1: "of, from, after, following, starting, starting from, since, counting from, beginning"},
    "AHEADOF": {1: "before, prior to, ahead of, preceding, until, till, up to"},
    "MONTHAND": {1: "and"},
    "AFTERLIT": {1: "after"},
    "BEFORELIT": {1: "before"},
    "JOINT": {
        1: "of, in, the, of the, in the, on, on the, for, for the, 's, from, during, within, of year, of the year of, at, "
        "this coming"
    },
    "OF": {1: "of, in, of the, in the, 's, for, for the, during, during the, of that, within, from, from the"},
    "ORSO": {1: "or so, or less, or thereabouts, at most, tops, max, or sooner"},
    # ── fields ──
    "EXPIRING": {
        "expires": "may expire, might expire, could expire, would expire, expiring, expires, expire, expirations, expiration, expiry, ending, ends, end, due, renew by, lapse, lapsing, lapses, "
        "expiration date, expiry date, will expire, about to expire, going to expire, set to expire, to expire, that expire, run out, "
        "running out, runs out, renewal due, due for renewal, due to expire, expring, valid until, valid till, valid through, invalid, "
        "becoming invalid, good until, not after, notafter, up for renewal, needing renewal, need renewal, to be renewed, need renewing, "
        "come due, coming due, dying, dies, falling due, run out of validity, not valid after, stop working, stops working, exp",
    },
    "EXPIRED": {
        "expires": "expired, lapsed, ended, have expired, has expired, already expired, ran out, have lapsed, out of date, "
        "went out, died, has ended, have ended, were expired, that expired, which expired, stale, was expired"
    },
    "BEGINS": {
        "begins": "valid from, effective, effective from, starts, begins, becoming valid, become valid, "
        "valid since, notbefore, takes effect, take effect, taking effect, taken effect, start date, begin date, starts being valid, "
        "start, valid as of, valid after, in effect, in force, valid on or after, valid starting",
    },
    "ISSUED": {
        "begins": "issued, issue date, signed, granted, was issued, were issued, been issued, issue, reissued, "
        "issuing, renewed on, got issued, minted, validated"
    },
    "CREATED": {
        "created": "created, added, applied, applied for, ordered, requested, inserted, imported, creation date, create date, "
        "bought, purchased, registered, submitted, made, create, creating, was created, were created, new since, adding, ordered on, "
        "order date, application date, made on",
    },
    "UPLOADED": {"created": "uploaded, upload date, uploads, was uploaded, were uploaded"},
    "NOTYET": {1: "not, not yet, n't, never"},
    # ── slots ──
    "STATUS": {
        VALID: "valid, active, live, good, unexpired, not expired, not yet expired, in use, usable, still valid, currently valid, approved, "
        "passed, healthy, ok, not expired yet, current",
        EXPIRED: "",
        PENDING: "pending, waiting, awaiting, in progress, outstanding, unfinished, in process, processing, not yet issued, not issued",
        (
            Status.REVIEWING,
        ): "reviewing, in review, under review, being reviewed, pending review, awaiting review, under verification",
        (Status.FAILED,): "failed, rejected, review failed, failed review, failing, refused, declined, failure",
        (Status.DNS_ADDED,): "dns added, dns record added",
        (
            Status.DOCUMENTS_WANTED,
        ): "awaiting documents, documents wanted, waiting for documents, pending documents, needs documents",
        (Status.CANCELLING,): "cancelling, canceling, being cancelled, being canceled",
        (Status.CANCELLED,): "cancelled, canceled, cancelled orders",
        (Status.CONFIRMATION_WANTED,): "awaiting confirmation, confirmation wanted, pending confirmation, "
        "waiting for confirmation, awaiting confirmation letter",
        (Status.REVOKING,): "revoking, being revoked",
        (Status.REVOKED,): "revoked",
        (Status.REISSUING,): "reissuing, being reissued",
        (Status.REVOCATION_LETTER_WANTED,): "awaiting revocation letter",
        (Status.MATERIALS_WANTED,): "awaiting materials, waiting for materials",
        (Status.REFUNDED,): "refunded",
        (Status.MIGRATING,): "migrating, being migrated",
    },
    "STATUSWORD": {
        1: "status, state, status is, state is, with status, in status, in state, with state, whose status is"
    },
    "KIND": {
        Kind.SERVER: "server, svr, servers, server certificate, server certificates, server certs, server cert, server-side, "
        "server side, type svr, type server",
        Kind.CLIENT: "client, ca, clients, root, client certificate, client certificates, client certs, client cert, "
        "ca certificate, ca certificates, ca certs, ca cert, client-side, client side, root ca, root certificates, "
        "root certs, type ca, type client, mtls",
    },
    "VALIDATION": {
        Validation.DOMAIN: "dv, domain validated, domain validation, domain-validated",
        Validation.ORGANISATION: "ov, organisation validated, organization validated, organization validation, "
        "organisation validation, organization-validated, organisation-validated",
        Validation.EXTENDED: "ev, extended validation, extended-validation, extended validated",
    },
    "FLAG": {
        ("wildcard", True): "wildcard, wildcards, wild card, wild-card",
        ("wildcard", False): "non-wildcard, nonwildcard, single-domain, single domain, no wildcard",
        ("renewed", True): "renewed, already renewed, replaced, superseded, has been renewed, have been renewed",
        (
            "renewed",
            False,
        ): "unrenewed, not renewed, not yet renewed, without renewal, not replaced, never renewed, haven't been renewed, "
        "hasn't been renewed, needs renewal, not been renewed, have not been renewed, no renewal, not superseded, "
        "aren't renewed, are not renewed, isn't renewed, without a renewal, yet to be renewed",
        ("owned", True): "owned, taken, with owner, with an owner, assigned, has owner, has an owner",
        (
            "owned",
            False,
        ): "unowned, without owner, without an owner, no owner, ownerless, not owned, unassigned, not taken, untaken, orphaned, "
        "nobody owns, unclaimed, with no owner, that nobody owns, not assigned",
        ("snoozed", True): "snoozed, muted, silenced, sleeping",
        ("snoozed", False): "not snoozed, unsnoozed, not muted, unmuted, not silenced",
    },
    "SOURCE": {
        "trustasia": "trustasia, trust asia",
        "upload": "uploaded by us, uploaded by user, uploaded by users, self-uploaded, "
        "user uploaded, own uploads, our uploads, self uploaded, uploaded ourselves, uploaded by hand, "
        "uploaded by ourselves, uploaded manually, upload",
    },
    "SOURCEWORD": {1: "source, from source, source is"},
    "FROMWORD": {1: "from, by, via, from source, issued by, provided by, signed by, source, sourced from"},
    "UPLOADS": {"upload": "upload, uploads"},
    "PROJECT": {
        1: "project, in project, projects, of project, from project, for project, belonging to project, under project, within project"
    },
    "ACCOUNT": {
        1: "account, in account, of account, from account, for account, on account, under account, in the account"
    },
    "ID": {
        1: "id, cert id, certificate id, with id, id is, certid, cert_id, id:, number, no., ids, with the id, whose id is"
    },
    "FOR": {
        1: "for, on, matching, of, domain, domains, host, hostname, name, named, usable for, called, covering, at, in, "
        "for domain, for host, for the domain, for the host, site, with domain, that cover, works for, working for, "
        "on domain, of domain, with name, with names, for hostname, any of"
    },
    "UNDER": {1: "under, below, subdomains of, hosts under, all under, anything under, everything under"},
    "TOP": {
        1: "top, first, limit, show, max, only, at most, up to, just, limit to, limited to, the first, the top, show me, list, soonest, newest, "
        "oldest, latest, next, the next, last"
    },
    "NOT": {
        1: "not, but not, without, except, excluding, exclude, except for, other than, and not, but no, no, not for, but not for, but without, "
        "minus, apart from, besides, not in, not from, never, aside from, save for, ignoring, ignore, leaving out, but not in, "
        "which are not, that are not, are not, not on, and without, but exclude, nor, not under, but not under, not any, not including, skip, skipping, !"
    },
    "TEXTWORD": {
        1: "matching text, text, about, containing, contains, called, named, search, search for, mentioning, with text, keyword, "
        "keywords, alias, with alias, look for, with the words, with the word, search text"
    },
    "SORT": {
        (
            Sort.EXPIRES,
            False,
        ): "soonest, soonest first, by expiry, by expiration, by end date, sort by expiry, sorted by expiry, "
        "order by expiry, ordered by expiry, by expiry date, sort by expiration, sorted by expiration, nearest first, "
        "most urgent first, urgent first, most urgent, by expiration date, sort by expiry date, sorted by expiry date, expiring first, "
        "sort by expires, sorted by expires, sort by soonest, earliest expiry first, by time left, by days left, "
        "sorted by time left, sorted by soonest, earliest first, by urgency, order by expiration, "
        "sort by date, sorted by date, by date, by soonest",
        (
            Sort.EXPIRES,
            True,
        ): "latest first, last to expire, longest left, furthest first, latest expiry first, by expiry descending, "
        "by expiry desc, sorted by expiry descending, sort by expiry desc, latest to expire, sort by expiry descending, expiring last, "
        "longest lived, sorted by expiry desc, order by expiry desc",
        (
            Sort.BEGINS,
            True,
        ): "newest, newest first, most recent, most recently issued, recently issued, latest issued, most recent first, by issue date, "
        "sorted by issue date, newest issued, sort by issue date, recent first, sorted by newest, sort by newest, last issued, "
        "by newest, latest, issued last, sort by issued, sorted by issued",
        (
            Sort.BEGINS,
            False,
        ): "oldest, oldest first, oldest issued, sort by oldest, sorted by oldest, earliest issued, issued first",
        (
            Sort.CREATED,
            True,
        ): "recently created, recently added, latest created, most recently created, most recently added, newest created, by creation, "
        "recently uploaded, by creation date, sorted by creation, sort by created, sorted by created, sort by creation date, last added, "
        "last created, by created, latest added, most recently uploaded, sorted by creation date, newest added",
        (Sort.CREATED, False): "oldest created, first created, oldest added, created first",
        (
            Sort.DOMAIN,
            False,
        ): "by domain, sort by domain, sorted by domain, by name, sort by name, sorted by name, alphabetically, "
        "alphabetical, order by domain, ordered by domain, a-z, by domain name, order by name, in alphabetical order, sorted alphabetically, "
        "sorted by domain name, sort by domain name, ordered by name, alphabetical order, a to z, sort alphabetically",
        (
            Sort.DOMAIN,
            True,
        ): "by domain descending, by domain desc, z-a, by name descending, by name desc, reverse alphabetical, "
        "sort by domain desc, sorted by domain descending, sort by domain descending, z to a, sorted by domain desc, sort by name desc",
        (
            Sort.STATUS,
            False,
        ): "by status, sort by status, sorted by status, order by status, grouped by status, by state, group by status",
    },
    "DESCENDING": {1: "descending, desc, reversed, in reverse, in descending order, in reverse order, reverse"},
    "ASCENDING": {1: "ascending, asc, in ascending order"},
    "SOON": {1: "soon, shortly, in the near future, very soon, before long, any time soon, anytime soon, urgently"},
    # ── verbs ──
    "VERB": {
        "show": "show, details, detail, details of, detail of, show me, details for, describe, info, inspect, open, show details of, "
        "show details for, info on, more on, look up, show cert, show certificate, show the certificate, details on, about",
        "help": "help, ?, help me, how do i, what can i type, usage, commands, hi, hello, what can you do, how does this work, examples, man, h, --help, -h",
        "remind": "remind, remind me, remind us, remind me of, remind us of, remind me about, remind us about, notify, notify me, notify us, "
        "alert, alert me, alert us, subscribe, subscribe to, reminder for, remind here, remind this channel, "
        "remind me when, warn me, warn us, warn, ping me, ping us, tell me about, add reminder, create reminder, new reminder, "
        "set a reminder for, set reminder, please remind us, send me, remind everyone, remind about, remind the channel, "
        "notify this channel, set up a reminder for",
        "reminders": "reminders, subscriptions, list reminders, show reminders, my reminders, our reminders, list subscriptions, "
        "show subscriptions, reminder list, my subscriptions, show my reminders, list my reminders, all reminders, show all reminders, "
        "what reminders are there, which reminders are there, show me the reminders, show me my reminders, active reminders",
        "forget": "forget, unsubscribe, stop reminding, delete reminder, remove reminder, cancel reminder, forget reminder, drop reminder, "
        "end reminder, stop reminder, unsubscribe from, delete subscription, remove subscription, cancel subscription, "
        "turn off reminder, remind off, reminder off, end subscription, stop reminders",
        "snooze": "snooze, mute, silence, hush, postpone, sleep, quiet, pause",
        "why": "why, why not, explain, why no reminder for, why did i get, why was i reminded of, why was i reminded about, why did you send, "
        "why was i not reminded of, why wasn't i reminded of",
        "export": "export, download, csv, export as csv, export to csv, export csv, download csv, save as csv, download as csv, as csv, excel, "
        "csv of, export of, spreadsheet of, spreadsheet, ics, calendar",
        "settings": "settings, preferences, config, configure, setup, options, prefs, my settings, configuration, show settings, open settings",
        "timeline": "timeline, time line, timeline of, timeline for, show timeline, show timeline of, show the timeline, chart, chart of, "
        "show chart, expiry timeline, expiration timeline, roadmap, roadmap of",
        "stats": "stats, statistics, stats of, stats for, stats on, statistics of, statistics for, statistics on, show stats, "
        "show statistics, stat, summary, summary of, breakdown, breakdown of, show summary, figures, figures of",
        "view": "view, open view, show view, run view, use view",
        "views": "views, my views, our views, saved views, list views, show views, all views, show my views, list saved views, "
        "show saved views, which views are there, what views are there, view list",
        "drop_view": "delete view, remove view, drop view, forget view, delete the view, remove the view",
        "simulate": "simulate, dry run, dry-run, preview reminders, simulate reminders, simulate on, preview reminders on, simulate reminders on",
    },
    "PER": {
        "week": "by week, weekly, per week, by weeks, week by week, each week, every week",
        "month": "by month, monthly, per month, by months, month by month, each month, every month",
    },
    "POLITE": {
        1: "please, pls, plz, can you, could you, would you, i want to, i'd like to, hey, hi, hello, kindly, can i, could i, let me, "
        "i would like to, we want to, we'd like to, i want you to, certminder, bot, now, just",
    },
    "DETAILS": {1: "details, detail, info"},
    "CLOCKMARK": {1: "o'clock, oclock"},
    "AFTERNOON": {1: "pm, in the afternoon, in the evening"},
    "PLURAL": {1: "days, weeks, months, quarters, years, fortnights, decades, hours"},
    "BECAUSE": {1: "because, because of, since, as, reason, reason:, due to, :, for reason, -"},
    "SNOOZEUNTIL": {1: "until, till, til, for, to, up to, through, by, until the"},
    "CSV": {
        "csv": "as csv, to csv, csv, as a csv, as excel, to excel, as spreadsheet, as a spreadsheet, as a csv file, to a csv file, in csv"
    },
    "DAILY": {
        (0, 1, 2, 3, 4, 5, 6): "daily, every day, each day, every morning, everyday, every evening, each morning"
    },
    "WORKDAYS": {
        (0, 1, 2, 3, 4): "on weekdays, weekdays, every weekday, on workdays, workdays, on working days, working days, "
        "each weekday, every workday, on business days, business days, every business day, every working day, "
        "monday to friday, mon-fri, monday through friday, mondays to fridays, weekday mornings, each workday, "
        "monday-friday, mon to fri, from monday to friday"
    },
    "WEEKENDS": {(5, 6): "on weekends, weekends, every weekend, at weekends, at the weekend"},
    "WEEKLY": {(0,): "weekly, every week, once a week, each week"},
    "EVERY": {1: "every, each, on, on every, weekly on, every week on"},
    "PLURALDAY": {
        0: "mondays",
        1: "tuesdays",
        2: "wednesdays",
        3: "thursdays",
        4: "fridays",
        5: "saturdays",
        6: "sundays",
    },
    # ── words that say nothing ──
    "NOISE": {
        1: "please, pls, plz, show, me, list, find, get, give, give me, tell, tell me, display, all, all the, every, the, a, an, any, some, my, our, "
        "us, i, we, you, want, need, would, like, could, can, see, know, let, let's, lets, check, search for, look, look for, what, which, who, "
        "where, when, how many, how much, are, is, be, been, being, was, were, am, do, does, did, has, have, had, will, would, shall, should, "
        "going, to, about, set, that, those, these, there, this, it, its, they, their, them, and, with, on, at, of, in, for, by, from, as, so, "
        "certificate, certificates, cert, certs, certificate's, certificates', cert's, ssl, tls, ssl/tls, x509, x.509, certifcates, ssl certificates, "
        "tls certificates, ssl certs, tls certs, domain, domains, host, hosts, hostname, site, sites, website, websites, entries, items, ones, "
        "one, thing, things, everything, anything, what's, whats, which's, whose, currently, still, already, just, only, also, then, now on, "
        "date, dates, dated, time, times, may, might, must, hey, hi, thanks, thank you, kindly, quickly, within, during, but, yet, "
        "expire date, up, coming up, order, sort, sorted, sorted by, sort by, order by, ordered by, first, results, result, inventory, "
        "status, state, type, kind, in order, show all, list all, together with, along with, query, count, number of, in total, next up, "
        "i'd, i'm, we'd, we're, ?, !, having, in our account, our account, in the account, here, out there, we have, do we have, have we got, "
        "i have, got, due date, full, or, else, too, please show, both, issues, sort of, kind of, of type, of kind, with type, orders, "
        "is there, are there, any of, return, filter, filter by, fetch, pull, pull up, bring up, looking, interested, names, name, named",
    },
}
