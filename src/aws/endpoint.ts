import * as l10n from "@vscode/l10n";

/**
 * Reads an endpoint that takes the place of AWS's own (X12).
 * @throws Error with a sentence for people when it is no URL, holds a user name or password, or would send signed requests
 * over plain http to another machine.
 */
export function readEndpoint(text: string): URL {
  if (!URL.canParse(text)) {
    throw new Error(l10n.t("“{0}” is not an endpoint. Write it like https://host:port.", text));
  }
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") {
    throw new Error(l10n.t("The endpoint must not hold a user name or a password."));
  }
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname))) return url;
  throw new Error(
    l10n.t(
      "The endpoint {0} is not safe: requests would travel unencrypted. Use https, or http to this machine.",
      url.origin,
    ),
  );
}

/** Whether a host name, as `URL.hostname` gives it, means this machine. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
