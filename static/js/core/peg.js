// @ts-check

/** The items of PEG, of which all are needed. */
export const PEG = ["peg_pain", "peg_enjoyment", "peg_activity"]
