/** One step of a pattern: a literal text, or one (`?`) or any number (`*`) of characters. */
type Token = { readonly text: string } | "one" | "any";

/**
 * Whether `text` as a whole matches an IAM pattern: `*` stands for any characters, `?` for one, and `${key}` for the
 * request's value of that condition key (`${*}`, `${?}` and `${$}` for the characters themselves). Takes time in
 * proportion to both lengths at most, whatever the pattern.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function matchesWildcard(
  pattern: string,
  text: string,
  lookUp: (key: string) => string | undefined = () => undefined,
): boolean {
  const tokens = tokenize(pattern, lookUp);
  let token = 0;
  let at = 0;
  // Where to go on after the last `*` when what follows it does not match: one character later each time.
  let retry: { token: number; at: number } | undefined;
  while (at < text.length || token < tokens.length) {
    const current = tokens[token];
    if (current === "any") {
      retry = { token: token + 1, at };
      token++;
    } else if (current === "one" && at < text.length) {
      token++;
      at++;
    } else if (typeof current === "object" && text.startsWith(current.text, at)) {
      token++;
      at += current.text.length;
    } else if (retry !== undefined && retry.at < text.length) {
      retry = { token: retry.token, at: retry.at + 1 };
      ({ token, at } = retry);
    } else {
      return false;
    }
  }
  return true;
}

function tokenize(pattern: string, lookUp: (key: string) => string | undefined): Token[] {
  const parts = pattern.match(/\$\{[^}]*\}|[*?]|\$|[^*?$]+/g) ?? [];
  return parts.map((part) => {
    if (part === "*") return "any";
    if (part === "?") return "one";
    if (!part.startsWith("${")) return { text: part };
    const variable = part.slice(2, -1);
    if (variable === "*" || variable === "?" || variable === "$") return { text: variable };
    return { text: lookUp(variable) ?? part };
  });
}
