/**
 * Makes two texts comparable without regard to case, keeping the length of each. U+0130 and U+212A stay as they
 * are: they are the only letters outside ASCII whose small form is, or begins with, an ASCII letter. So an ASCII
 * term never matches anything but ASCII text, which is what lets a filter pattern stand in for it.
 */
export function fold(text: string): string {
  return NON_ASCII_TO_ASCII.test(text) ? text.replace(OTHERS, (part) => part.toLowerCase()) : text.toLowerCase();
}

const NON_ASCII_TO_ASCII = /[\u0130\u212a]/;
const OTHERS = /[^\u0130\u212a]+/g;
