-- How far two runs are apart in one attribute, 0 to 1, by Gower (see analysis/twin.py); d is NULL
-- where there is nothing to compare.

-- Words that are the same or not.
CREATE MACRO words_apart(name, a, b) AS {'attribute': name, 'd':
    CASE WHEN coalesce(a, b) IS NOT NULL THEN (a IS DISTINCT FROM b)::DOUBLE END
};

-- Lists of names, by Jaccard, in any order and case; none is another than any.
CREATE MACRO lists_apart(name, a, b) AS {'attribute': name, 'd': CASE
    WHEN len(a) IS NULL AND len(b) IS NULL THEN NULL
    WHEN len(a) IS NULL OR len(b) IS NULL THEN 1.0
    WHEN len(a) + len(b) = 0 THEN 0.0
    ELSE 1.0 - len(list_intersect(plain_names(a), plain_names(b)))
        / len(plain_names(a || b))
END::DOUBLE};

-- Numbers that both have, against the range in which nearly all are.
CREATE MACRO numbers_apart(name, a, b, range) AS {'attribute': name, 'd': CASE
    WHEN a IS NULL OR b IS NULL THEN NULL
    WHEN range > 0 THEN least(1.0, abs(a::DOUBLE - b::DOUBLE) / range::DOUBLE)
    ELSE (a <> b)::DOUBLE
END};

-- That range: from the 1st to the 99th percentile.
CREATE MACRO range_of(number) AS quantile_cont(number, 0.99) - quantile_cont(number, 0.01);
