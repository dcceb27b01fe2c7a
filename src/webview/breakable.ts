import { html, type TemplateResult } from "lit";

/** Words up to this many characters are better moved to the next line than broken. */
const LONG = 20;

/** A text whose long names may break between their humps, as in InvalidParameter·Combination. */
export function breakable(text: string): TemplateResult[] {
  return text
    .split(/(?<=\s)/)
    .flatMap((word) => (word.length > LONG ? word.split(/(?<=[a-z])(?=[A-Z])/) : [word]))
    .map((part) => html`${part}<wbr />`);
}
