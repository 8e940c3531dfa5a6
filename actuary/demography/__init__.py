"""People from anyone's tables: reading and checking them, life tables, and projecting people by themselves.

A table is a CSV file in UTF-8, one number a row, in any order:

    population   date, sex, age, persons      one date: 2020-11-01, 2025-07-01, 2019-12-31 (the end of the year)
    mortality    year, sex, age, rate         deaths per person-year; age 0 by itself, the last group from 80 on or older
    fertility    year, age, rate              births per woman-year
    births       year, births                 in place of fertility
    sex_ratio    year, ratio                  boys born per girl
    migration    year, sex, age, persons      net migrants of the year or of the whole period

A year is a calendar year (2025) or a period from mid-year to mid-year (2025-2030: from 1 July 2025 to 30 June 2030). A
table of a single year or period holds for all times; others must cover the run without a gap. Sex is male, female or
both (男, 女, 合计). Ages are single years (0), groups (1-4, 5-9) or open (85+), without holes. A column `unit` may say
人, 千人, 万人 of persons and births, % or ‰ of rates; without it persons are persons and rates are shares of one.
"""
