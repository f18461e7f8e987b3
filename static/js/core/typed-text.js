// @ts-check

// Controls but tab and new line, halves of a letter, and marks that turn the direction of what follows.
const HIDDEN = /(?![\n\t])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu
const BLANK_ENDS = /^[\p{Z}\n\t]+|[\p{Z}\n\t]+$/gu
const VISIBLE = /[^\p{C}\p{Z}]/u

/** What was typed on one line. @param {string} text */
export function lineOf(text) {
  return cleanText(text.replace(/[\n\t\u2028\u2029]/g, " "))
}

/**
 * What was typed, in one agreed spelling, without signs that nobody sees and without blanks at its ends.
 * @param {string} text
 */
export function cleanText(text) {
  const clean = text.replace(HIDDEN, "").normalize("NFC").replace(BLANK_ENDS, "")
  return VISIBLE.test(clean) ? clean : ""
}
