import * as l10n from "@vscode/l10n";

/**
 * What went wrong, as far as it changes what a person can do about it.
 * `expired`: sign in again. `credentials`: there are none, or AWS does not know them.
 */
export type AwsFailureKind =
  | "expired"
  | "credentials"
  | "denied"
  | "throttled"
  | "network"
  | "clock"
  | "notFound"
  | "other";

/** A failed call to AWS, told for people. */
export interface AwsFailure {
  readonly kind: AwsFailureKind;
  /** One or two sentences: what happened and what to do. */
  readonly sentence: string;
  /** AWS's own code, or the name of the error. */
  readonly code: string;
  /** The IAM action that is missing, such as `rds:DescribeDBInstances`, where AWS names it. */
  readonly action?: string;
}

/** What is known of a call besides its error. */
export interface CallContext {
  /** The IAM action of the call, for services whose refusal does not name it. */
  readonly action?: string;
  /** Epoch milliseconds. */
  readonly now?: number;
}

/** Tells any error of the AWS SDK, its credential providers or the network for people. Keeps no secret (X14). */
export function explainAwsError(error: unknown, context: CallContext = {}): AwsFailure {
  const facts = readError(error);
  const kind = kindOf(facts);
  const action = kind === "denied" ? (actionIn(facts.message) ?? context.action) : undefined;
  return {
    kind,
    code: facts.code,
    sentence: sentenceFor(kind, facts, action, context.now ?? Date.now()),
    ...(action !== undefined && { action }),
  };
}

/** Whether an error says that the credentials' time is over, so that fresh ones may help (F3). */
export function isExpired(error: unknown): boolean {
  return kindOf(readError(error)) === "expired";
}

interface ErrorFacts {
  readonly code: string;
  readonly message: string;
  readonly status: number | undefined;
  /** The answer's Date header in epoch milliseconds. */
  readonly serverTime: number | undefined;
}

/** Reads the few properties that SDK and Node.js errors have in common; looks into `cause` for Node's own code. */
function readError(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) {
    return { code: "Error", message: String(error), status: undefined, serverTime: undefined };
  }
  const { $metadata, $response, code, cause } = error as Error & {
    $metadata?: { httpStatusCode?: number };
    $response?: { headers?: Record<string, string> };
    code?: unknown;
  };
  const systemCode = typeof code === "string" ? code : cause instanceof Error ? readError(cause).code : undefined;
  const date = Date.parse($response?.headers?.date ?? "");
  return {
    code: networkCodes.test(systemCode ?? "") || error.name === "Error" ? (systemCode ?? error.name) : error.name,
    message: error.message,
    status: $metadata?.httpStatusCode,
    serverTime: Number.isNaN(date) ? undefined : date,
  };
}

/** Codes of Node.js: sockets, names, certificates. */
const networkCodes =
  /^(E(CONN\w+|TIMEDOUT|PIPE|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN|PROTO)|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+|ERR_TLS_\w+)$/;

/** The SDK's own list (`THROTTLING_ERROR_CODES` of @smithy/core), without quotas: those do not pass by waiting (F2). */
const throttlingCodes = new Set([
  "BandwidthLimitExceeded",
  "EC2ThrottledException",
  "PriorRequestNotComplete",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
]);

const patterns: readonly (readonly [AwsFailureKind, RegExp])[] = [
  [
    "expired",
    /^(ExpiredToken(Exception)?|RequestExpired|TokenProviderError|UnauthorizedSSOTokenError|TokenRefreshRequired)$/,
  ],
  ["clock", /^(RequestTimeTooSkewed|RequestInTheFuture)$/],
  ["denied", /^(AccessDenied\w*|AuthorizationError\w*|UnauthorizedOperation|OptInRequired|Forbidden)$/],
  [
    "credentials",
    /^(CredentialsProviderError|InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|AuthFailure|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature\w*|MissingAuthenticationToken\w*)$/,
  ],
  ["notFound", /(NotFound\w*|NoSuch\w+)$/],
];

function kindOf({ code, message, status }: ErrorFacts): AwsFailureKind {
  if (code === "TimeoutError" || networkCodes.test(code)) return "network";
  if (throttlingCodes.has(code) || status === 429) return "throttled";
  // A signature that is too old or too new comes under the same code as a wrong one.
  if (/Signature(DoesNotMatch|Exception)$/.test(code) && /Signature (expired|not yet current)/.test(message))
    return "clock";
  // The SDK's providers put an ended session into words only.
  if (
    code === "CredentialsProviderError" &&
    /expired|sso login|aws login|re-?authenticate|failed to load (a )?token/i.test(message)
  )
    return "expired";
  return patterns.find(([, pattern]) => pattern.test(code))?.[0] ?? "other";
}

function actionIn(message: string): string | undefined {
  return /(?:perform:|allows the|access to the resource:?) ([a-z0-9-]+:[A-Za-z0-9]+)/.exec(message)?.[1];
}

function sentenceFor(kind: AwsFailureKind, facts: ErrorFacts, action: string | undefined, now: number): string {
  switch (kind) {
    case "expired":
      return l10n.t("You are signed out, or the credentials have expired. Sign in again.");
    case "credentials":
      return facts.code === "CredentialsProviderError"
        ? l10n.t("There are no usable credentials: {0}", asSentence(withoutCommandLine(facts.message)))
        : l10n.t(
            "AWS does not accept these credentials ({0}). Check the profile, and that the Region is enabled for the account.",
            facts.code,
          );
    case "denied":
      return deniedSentence(facts.message, action);
    case "throttled":
      return l10n.t("AWS is receiving too many requests from this account. Try again in a moment.");
    case "network":
      return networkSentence(facts);
    case "clock":
      return clockSentence(facts, now);
    case "notFound":
    case "other":
      return facts.status !== undefined && facts.status >= 500
        ? l10n.t("AWS had a fault of its own ({0}). Try again in a moment.", facts.code)
        : asSentence(facts.message === "" ? facts.code : facts.message);
  }
}

function deniedSentence(message: string, action: string | undefined): string {
  const allowed = action === undefined ? l10n.t("this call") : action;
  const denying = /explicit deny in an? ([\w -]+? policy|permissions boundary)/.exec(message)?.[1];
  return denying === undefined
    ? l10n.t("You are not allowed to do this. Ask for the permission {0}.", allowed)
    : l10n.t("You are not allowed to do this: {0} is denied by a {1}.", allowed, denying);
}

function networkSentence({ code, message }: ErrorFacts): string {
  const host = /(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED) (\S+)/.exec(message)?.[1];
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code)) {
    return l10n.t(
      "No address was found for {0}. Check the network, the proxy and the Region.",
      host ?? l10n.t("the AWS endpoint"),
    );
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO|TLS/.test(code)) {
    return l10n.t(
      "The server's certificate is not trusted ({0}). Behind a company proxy, name its certificates in AWS_CA_BUNDLE.",
      code,
    );
  }
  return l10n.t("{0} cannot be reached ({1}). Check the network and the proxy.", host ?? "AWS", code);
}

/** F4. The SDK has already tried once more with the server's time when this is reached. */
function clockSentence({ serverTime }: ErrorFacts, now: number): string {
  const minutes = serverTime === undefined ? 0 : Math.round(Math.abs(now - serverTime) / 60_000);
  return minutes === 0
    ? l10n.t("AWS refused the request because of its time. Set the clock of this machine.")
    : l10n.t("The clock of this machine is off by {0} minutes. Set it, then try again.", minutes);
}

/** A credential process that fails is quoted with its whole command line, which may hold a secret (X14). */
function withoutCommandLine(message: string): string {
  return message.startsWith("Command failed:") ? l10n.t("the credential process of the profile failed") : message;
}

function asSentence(message: string): string {
  const text = message.trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
