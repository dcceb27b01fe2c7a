/** `npm run practice`: the practice account by itself, for the AWS CLI and SDKs. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type ImportFile, importRecords } from "./cloudtrail/importRecords.ts";
import { startPracticeAccount } from "./start.ts";

const usage = `npm run practice -- [options]
  --port N         port on 127.0.0.1 (default: any free one)
  --size N         records in the account's past 90 days; 0 for resources without a past (default: 20000)
  --seed N         another past with another seed (default: 1)
  --empty          an account that has just been opened: no past, no resources
  --import FOLDER  CloudTrail log files (*.json.gz, also in folders) to load into the trail
  --control        answer PUT /_practice/faults, for tests and benchmarks`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string" },
      size: { type: "string" },
      seed: { type: "string" },
      empty: { type: "boolean" },
      import: { type: "string", multiple: true },
      control: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const practice = await startPracticeAccount({
    port: wholeNumber("port", values.port, 65_535) ?? 0,
    ...optional("size", wholeNumber("size", values.size, 100_000_000)),
    ...optional("seed", wholeNumber("seed", values.seed, 2_147_483_647)),
    empty: values.empty ?? false,
    control: values.control ?? false,
  });
  for (const folder of values.import ?? []) {
    const { files, records, refused } = importRecords(practice.account, logFiles(folder));
    console.log(`Imported ${records} records of ${files} log files from ${folder}.`);
    for (const { name, reason } of refused) console.error(`Left out ${name}: ${reason}`);
  }
  const { endpoint, region, accountId, credentials } = practice;
  console.log(`Practice account ${accountId} in ${region}. For the AWS CLI and SDKs in another terminal:

export AWS_ENDPOINT_URL=${endpoint}
export AWS_ACCESS_KEY_ID=${credentials.accessKeyId}
export AWS_SECRET_ACCESS_KEY=${credentials.secretAccessKey}
export AWS_REGION=${region} AWS_DEFAULT_REGION=${region}
# Version 1 of the AWS CLI takes RDS and SQS in us-east-1 to AWS unless it is told so on the command line.
alias aws='aws --endpoint-url ${endpoint}'

aws rds describe-db-instances --query 'DBInstances[].[DBInstanceIdentifier,Engine,DBInstanceStatus]' --output text

Ctrl+C ends it.`);
  process.once("SIGINT", () => void practice.stop());
  process.once("SIGTERM", () => void practice.stop());
}

/** The log files in a folder and the folders below it. */
function logFiles(folder: string): ImportFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json.gz"))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: path.replaceAll("\\", "/"), body: readFileSync(path) }));
}

function wholeNumber(option: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new Error(`--${option} takes a whole number up to ${most}, not "${text}".`);
}

function optional<Name extends string>(name: Name, value: number | undefined): { [key in Name]?: number } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]: number });
}

main().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
});
