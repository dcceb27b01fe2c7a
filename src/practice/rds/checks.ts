import { DBParameterGroupNotFoundFault, OptionGroupNotFoundFault, type Tag } from "@aws-sdk/client-rds";
import { type Engine, engines } from "./catalogue.ts";
import { defaultOptionGroup, majorOf, majorsOf, parameterFamily } from "./engine.ts";
import { invalidCombination, invalidValue } from "./errors.ts";

/** Certificate authorities that sign the certificates of instances. */
export const authorities = ["rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"];

/** Days for which automated backups are kept. */
export function checkRetention(days: number | undefined): void {
  if (days !== undefined && !(days >= 0 && days <= 35)) {
    throw invalidValue(`Invalid backup retention period: ${days}. Retention period must be between 0 and 35.`);
  }
}

/** Seconds between the readings of Enhanced Monitoring, and the role that it needs. */
export function checkMonitoring(interval: number | undefined, role: string | undefined): void {
  if (interval !== undefined && ![0, 1, 5, 10, 15, 30, 60].includes(interval)) {
    throw invalidValue("Invalid monitoring interval, please enter a value in [0, 1, 5, 10, 15, 30, 60]");
  }
  if (interval && !role) {
    throw invalidCombination(
      "A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.",
    );
  }
  if (interval === 0 && role) {
    throw invalidCombination(
      "You must specify a MonitoringInterval value other than 0 when you specify a MonitoringRoleARN value.",
    );
  }
}

/** Log types that the engine can send to CloudWatch Logs. */
export function checkLogTypes(engine: Engine, version: string, types: readonly string[] | undefined): void {
  const wrong = types?.filter((type) => !engine.exportableLogTypes.includes(type)) ?? [];
  if (wrong.length > 0) {
    throw invalidCombination(
      `You cannot use the log types '${wrong.join(",")}' with engine version ${engine.name} ${version}. ` +
        "For supported log types, see the documentation.",
    );
  }
}

/** Whether the engine can let IAM users in. */
export function supportsIam({ family }: Engine): boolean {
  return family === "mysql" || family === "mariadb" || family === "postgres";
}

/** Refuses IAM database authentication where there is none. */
export function checkIam(engine: Engine, enable: boolean | undefined): void {
  if (enable && !supportsIam(engine)) {
    throw invalidCombination("IAM Database Authentication is not supported for this configuration.");
  }
}

/** Refuses a standby where the engine has none, and one with a zone chosen. */
export function checkMultiAZ(engine: Engine, multiAZ: boolean | undefined, zone: string | undefined): void {
  if (!multiAZ) return;
  if (!engine.multiAZ) throw invalidCombination(`Multi-AZ isn't supported for DB engine ${engine.name}.`);
  if (zone !== undefined) {
    throw invalidCombination("Requesting a specific availability zone is not valid for Multi-AZ instances.");
  }
}

/** The limit of storage autoscaling, in GiB. */
export function checkMaxStorage(most: number | undefined, allocated: number): void {
  if (most !== undefined && most < allocated) {
    throw invalidCombination("Max storage size must be greater than storage size");
  }
}

/** Days for which Performance Insights keeps its data: a week, months, two years. */
export function checkInsightsRetention(days: number | undefined): void {
  const valid = [7, ...Array.from({ length: 23 }, (_, index) => (index + 1) * 31), 731];
  if (days !== undefined && !valid.includes(days)) {
    throw invalidValue(`Invalid Performance Insights retention period. Valid values are: [${valid.join(", ")}]`);
  }
}

/** Refuses an authority that signs no certificates of instances. */
export function checkAuthority(name: string | undefined): void {
  if (name !== undefined && !authorities.includes(name)) throw invalidValue(`Certificate ${name} not found.`);
}

/** Refuses parameter and option groups that do not exist or are another engine's. The account has the default ones only. */
export function checkGroups(
  engine: Engine,
  version: string,
  parameterGroup: string | undefined,
  optionGroup: string | undefined,
): void {
  const family = parameterFamily(engine, version);
  if (parameterGroup !== undefined && parameterGroup.toLowerCase() !== `default.${family}`) {
    const other = parameterGroup.toLowerCase().replace("default.", "");
    if (!parameterGroup.startsWith("default.") || !everyFamily().includes(other)) {
      const message = `DBParameterGroup not found: ${parameterGroup}`;
      throw new DBParameterGroupNotFoundFault({ message, $metadata: {} });
    }
    throw invalidCombination(
      `The parameter group ${parameterGroup} with DBParameterGroupFamily ${other} can't be used for this instance. ` +
        `Use a parameter group with DBParameterGroupFamily ${family}.`,
    );
  }
  if (optionGroup === undefined || optionGroup.toLowerCase() === defaultOptionGroup(engine, version)) return;
  const owner = engines.find((other) =>
    majorsOf(other).some((major) => defaultOptionGroup(other, `${major}.0`) === optionGroup.toLowerCase()),
  );
  if (owner === undefined) {
    const message = `Specified OptionGroupName: ${optionGroup} not found.`;
    throw new OptionGroupNotFoundFault({ message, $metadata: {} });
  }
  throw invalidCombination(
    `The option group ${optionGroup} is for ${owner.name} ${optionGroup.replace(`default:${owner.name}-`, "")}, ` +
      `and your DB instance is ${engine.name} ${majorOf(engine, version)}.`,
  );
}

/** Families of all parameter groups. */
export function everyFamily(): string[] {
  return engines.flatMap((engine) => majorsOf(engine).map((major) => parameterFamily(engine, `${major}.0`)));
}

/** Refuses more than 50 tags, keys that are empty, too long, AWS's own or given twice, and values that are too long. */
export function checkTags(tags: readonly Tag[] | undefined): void {
  const keys = (tags ?? []).map(({ Key = "" }) => Key);
  if (keys.length > 50) throw invalidValue("The number of tags must not exceed 50.");
  for (const { Key = "", Value = "" } of tags ?? []) {
    if (Key === "" || Key.length > 128) throw invalidValue(`Invalid tag key: '${Key}'`);
    if (/^(aws|rds):/i.test(Key)) throw invalidValue("Tag keys must not begin with 'aws:' or 'rds:'.");
    if (Value.length > 256) throw invalidValue(`Invalid tag value: '${Value}'`);
  }
  if (new Set(keys).size < keys.length) throw invalidValue("Tag keys must be unique.");
}
