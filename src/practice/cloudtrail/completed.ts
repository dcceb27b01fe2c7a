import type { Account } from "../account.ts";
import type { CompletedCall } from "../call.ts";
import { recordOf } from "./record.ts";
import { isSelected } from "./selectors.ts";
import type { Trail } from "./state.ts";

/** The job that delivers what waits in `pending`. */
export const deliverJob = "cloudtrail.deliver";

/**
 * Writes the record of a call and has it delivered after `settings.deliveryDelay`. Records that come while a delivery
 * is due wait for it together, as on AWS, where files come every few minutes (FACTS 31).
 */
export function onCompleted(account: Account, completed: CompletedCall): void {
  const record = recordOf(completed);
  if (record === undefined) return;
  const { cloudTrail } = account.state;
  const takers = [...cloudTrail.trails.values()].filter(
    (trail) => isRecording(trail, completed.call.now) && isSelected(trail, record),
  );
  const isManagement = record.managementEvent;
  if (!isManagement && takers.length === 0) return;
  if (cloudTrail.pending.length === 0) account.schedule(account.now() + account.settings.deliveryDelay, deliverJob, {});
  cloudTrail.pending.push({
    eventTime: Date.parse(record.eventTime),
    eventId: record.eventID,
    region: record.awsRegion,
    message: JSON.stringify(record),
    isManagement,
    trails: takers.map(({ arn }) => arn),
  });
}

/** A trail that a call has just stopped still takes the record of that call. */
function isRecording(trail: Trail, now: number): boolean {
  return trail.isLogging || trail.stopLoggingTime === now;
}
