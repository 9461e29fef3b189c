-- Whether text reads like other text, in whatever case, accents and width (store/filters/letters.py): small is
-- that text as letters fold, reads the expression for all that reads like it. Plain text, which has one
-- byte a letter, is told without expressions, in a quarter of the time.

CREATE MACRO holds_text(held, small, reads) AS CASE WHEN strlen(held) = length(held)
    THEN contains(lower(held), small) ELSE regexp_matches(held, reads) END;

CREATE MACRO is_text(held, small, reads) AS CASE WHEN strlen(held) = length(held)
    THEN trim(lower(held)) = small ELSE regexp_full_match(trim(held), reads) END;
