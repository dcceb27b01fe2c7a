/**
 * Takes secrets out of a text that is to be logged or shown (X14): access key ids keep their last four characters, so that
 * a person can still tell which key it was; signatures, tokens, passwords and secret keys go as a whole.
 */
export function redact(text: string): string {
  return text
    .replace(/\b(A[KS]IA)[A-Z0-9]{8,}([A-Z0-9]{4})\b/g, "$1…$2")
    .replace(namedSecret, hidden)
    .replace(secretOption, hidden)
    .replace(/\b(Signature=)[0-9a-f]+/gi, "$1…")
    .replace(/\b(\w{1,32}:\/\/)[^\s/@:]+:[^\s/@]+@/g, "$1…@")
    .replace(/(?<![A-Za-z0-9/+=_-])(?:[A-Za-z0-9/+]{40}|[A-Za-z0-9/+=_-]{200,})(?![A-Za-z0-9/+=_-])/g, (text) =>
      looksLikeSecret(text) ? "…" : text,
    );
}

const secretName =
  "(?:secret_?access_?key|session_?token|security-token|(?:master_?-?user_?-?)?password|client_?secret|refresh_?token|access_?token|token_?code)";

/** What stands for a secret: all up to the closing quotation mark, also an escaped one, else up to a separator. */
const secretValue = String.raw`(?:(?<open>\\?["'])(?:(?!\k<open>)(?:\\.|[^\\]))*|[^\s"'&,;}]+)`;

/** `name=value`, `name: value`, `"name":"value"` and `name%3Dvalue`, for names that mean a secret. */
const namedSecret = new RegExp(`(${secretName}(?:\\\\?["'])?(?:\\s*[:=]\\s*|%3D))${secretValue}`, "gis");

/** `--name value`, as on a command line. */
const secretOption = new RegExp(`((?<![\\w-])--[\\w-]{0,40}${secretName}\\s+)${secretValue}`, "gis");

function hidden(_secret: string, name: string, open = ""): string {
  return `${name}${open}…`;
}

/** A secret key is 40 characters of mixed case and digits; a hash in hex or a path of lower-case words is none. */
function looksLikeSecret(text: string): boolean {
  return /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text);
}
