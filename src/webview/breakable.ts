import { html, type TemplateResult } from "lit";

/** A text that may break between the humps of its long names, as in InvalidParameter·Combination. */
export function breakable(text: string): TemplateResult[] {
  return text.split(/(?<=[a-z])(?=[A-Z])/).map((part, nth) => (nth === 0 ? html`${part}` : html`<wbr />${part}`));
}
