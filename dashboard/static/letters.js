// The letters of a text as what is typed is looked for: small, without accents and strokes. Found in
// a browser as by a search over runs, where store/filters/letters.py says the same to the database.
const lettersOf = (() => {
  const PLAIN = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ŧ: "t", ı: "i" };
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return (text) => bare(text).replace(/[ßæœþøłđðħŧı]/g, (letter) => PLAIN[letter]);
})();
