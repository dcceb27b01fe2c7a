import { type JsonObject, path, text } from "./json.ts";

/** How a call ended. */
export type Outcome =
  | { readonly kind: "ok" }
  | {
      /** `denied` where the caller lacked the permission, `failed` for every other error. */
      readonly kind: "failed" | "denied";
      /** As the service's API names it, without CloudTrail's ending `Fault` (FACTS 6). */
      readonly code: string;
      readonly message: string | undefined;
    };

const DENIED = /^(Client\.)?(AccessDenied|UnauthorizedOperation|UnauthorizedAccess|NotAuthorized|AuthorizationError)/i;

export function readOutcome(json: JsonObject): Outcome {
  const stated = text(json, "errorCode");
  const message = text(json, "errorMessage");
  if (stated !== undefined) {
    const code = stated.replace(/(?<=.)Fault$/, "");
    return { kind: DENIED.test(code) ? "denied" : "failed", code, message };
  }
  // Sign-in records have no code: they say "Failure" in their answer, and why in the message.
  const signIn = path(json, "responseElements", "ConsoleLogin");
  if (signIn === "Failure" || message !== undefined) return { kind: "failed", code: "Failure", message };
  return { kind: "ok" };
}
