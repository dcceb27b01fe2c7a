import type { SdkError } from "@smithy/types";
import type { clientsOf } from "../practice.ts";

/** Something that answers as AWS does. */
export interface Cloud {
  readonly clients: ReturnType<typeof clientsOf>;
  readonly accountId: string;
  /** Lets happen what takes AWS some minutes. */
  settle(): Promise<void>;
}

/** What is compared: no times, no random ids. */
export type Seen = string | number | boolean | null | undefined | readonly Seen[] | { readonly [name: string]: Seen };

/** One observation: what AWS gives by its documentation, and what was seen. Both without undefined members. */
export interface Observation {
  /** `Operation: what is asked of it`. */
  readonly step: string;
  readonly documented: Seen;
  readonly seen: Seen;
}

/** How a scenario says what AWS does. */
export interface Observe {
  /** A call that succeeds; `see` picks what is compared. Gives the output, or `undefined` where the call was refused. */
  gives<Output>(
    step: string,
    call: Promise<Output>,
    see: (output: Output) => Seen,
    documented: Seen,
  ): Promise<Output | undefined>;
  /** A call that succeeds, and gives nothing to look at. */
  does(step: string, call: Promise<unknown>): Promise<void>;
  /** A call that is refused with a status and a code where there is one, such as `404 NoSuchBucketPolicy`. */
  refuses(step: string, call: Promise<unknown>, documented: string): Promise<void>;
}

/** Calls to AWS with what comes of them by AWS's documentation, written once for whatever answers as AWS does. */
export interface Scenario {
  readonly name: string;
  play(cloud: Cloud, observe: Observe): Promise<void>;
}

/** Plays a scenario in an empty account, and gives what was observed. */
export async function play(scenario: Scenario, cloud: Cloud): Promise<readonly Observation[]> {
  const observations: Observation[] = [];
  const note = (step: string, documented: Seen, seen: Seen) =>
    observations.push({ step, documented: plain(documented), seen: plain(seen) });
  const outcome = async (step: string, call: Promise<unknown>, documented: string) => {
    try {
      await call;
      note(step, documented, accepted);
    } catch (error) {
      note(step, documented, refusal(error));
    }
  };
  await scenario.play(cloud, {
    async gives(step, call, see, documented) {
      let output: Awaited<typeof call> | undefined;
      try {
        output = await call;
        note(step, documented, see(output));
      } catch (error) {
        note(step, documented, refusal(error));
      }
      return output;
    },
    does: (step, call) => outcome(step, call, accepted),
    refuses: outcome,
  });
  return observations;
}

const accepted = "accepted";

function refusal(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { $metadata, $fault } = error as SdkError;
  const status = $metadata?.httpStatusCode;
  if (status === undefined) return `${error.name}: ${error.message}`;
  // An answer without a body, or with one that is not AWS's, has no code.
  return $fault === undefined || error.name === "Unknown" ? String(status) : `${status} ${error.name}`;
}

/** As it would be written in JSON, so that members that are undefined and members that are absent are the same. */
function plain(seen: Seen): Seen {
  return seen === undefined ? null : (JSON.parse(JSON.stringify(seen)) as Seen);
}
