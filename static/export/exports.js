// exports.js: the files that a figure makes of itself.
export const EXPORTS = [];
