/**
 * Takes secrets out of a text that is to be logged or shown (X14): access key ids keep their last four characters, so that
 * a person can still tell which key it was; signatures, tokens, passwords and secret keys go as a whole.
 */
export function redact(text: string): string {
  return text
    .replace(/\b(A[KS]IA)[A-Z0-9]{8,}([A-Z0-9]{4})\b/g, "$1…$2")
    .replace(namedSecret, "$1…")
    .replace(secretOption, "$1…")
    .replace(/\b(Signature=)[0-9a-f]+/gi, "$1…")
    .replace(/(\w+:\/\/)[^\s/@:]+:[^\s/@]+@/g, "$1…@")
    .replace(/(?<![A-Za-z0-9/+=_-])(?:[A-Za-z0-9/+]{40}|[A-Za-z0-9/+=_-]{200,})(?![A-Za-z0-9/+=_-])/g, (text) =>
      looksLikeSecret(text) ? "…" : text,
    );
}

const secretName =
  "(?:secret_?access_?key|session_?token|security-token|(?:master_?-?user_?-?)?password|client_?secret|refresh_?token|access_?token|token_?code)";

/** `name=value`, `name: value`, `"name":"value"` and `name%3Dvalue`, for names that mean a secret. */
const namedSecret = new RegExp(`(${secretName}["']?(?:\\s*[:=]\\s*|%3D)["']?)[^\\s"'&,;}]+`, "gi");

/** `--name value`, as on a command line. */
const secretOption = new RegExp(`(--[\\w-]*${secretName}\\s+["']?)[^\\s"']+`, "gi");

/** A secret key is 40 characters of mixed case and digits; a hash in hex or a path of lower-case words is none. */
function looksLikeSecret(text: string): boolean {
  return /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text);
}
