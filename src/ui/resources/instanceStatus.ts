/** What a status means for people. The set is open (FACTS 108). */
export type InstanceHealth = "available" | "stopped" | "broken" | "changing";

const broken = /^(failed|storage-full|restore-error|insufficient-capacity|incompatible-.+|inaccessible-.+)$/;

/** Any status that is not known to stay is taken for one that passes by itself. */
export function instanceHealth(status: string): InstanceHealth {
  if (status === "available" || status === "stopped") return status;
  return broken.test(status) ? "broken" : "changing";
}
