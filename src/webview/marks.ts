/** A piece of a token's text: plain, or marked as found. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** Cuts a text where one of the marks begins or ends, without regard to case. */
export function markPieces(text: string, marks: readonly string[]): readonly Piece[] {
  const folded = text.toLowerCase();
  // Some capital letters have a longer small form: places in the one text would not be places in the other.
  if (folded.length !== text.length) return [{ text, marked: false }];
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const [next, length] = nextMark(folded, marks, at);
    if (next > at) pieces.push({ text: text.slice(at, next), marked: false });
    if (next < text.length) pieces.push({ text: text.slice(next, next + length), marked: true });
    at = next + length;
  }
  return pieces;
}

function nextMark(folded: string, marks: readonly string[], from: number): readonly [number, number] {
  let best: readonly [number, number] = [folded.length, 0];
  for (const mark of marks) {
    const at = folded.indexOf(mark.toLowerCase(), from);
    if (mark !== "" && at !== -1 && (at < best[0] || (at === best[0] && mark.length > best[1])))
      best = [at, mark.length];
  }
  return best;
}
