import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultSettings, type Settings } from "../../../src/practice/settings.ts";
import { type StartedPractice, startPracticeAccount } from "../../../src/practice/start.ts";
import { run } from "../../harness/processes.ts";
import { pythonWithJudges } from "../python.ts";

/** What the AWS CLI says when AWS refuses a call. */
export interface Refusal {
  readonly code: string;
  readonly operation: string;
  readonly message: string;
}

/** A practice account, and the AWS CLI of somebody who uses it. */
export interface CliAccount {
  readonly practice: StartedPractice;
  /** An empty folder, for files that the CLI reads and writes. */
  readonly folder: string;
  /**
   * Runs the AWS CLI: aws`rds describe-db-instances --db-instance-identifier ${name}`. An inserted value stays one word,
   * whatever is in it. Gives what was printed, without the white space around it.
   */
  aws(words: TemplateStringsArray, ...values: readonly string[]): Promise<string>;
  /** Runs the AWS CLI for a call that AWS refuses. */
  refused(words: TemplateStringsArray, ...values: readonly string[]): Promise<Refusal>;
  /** Runs the AWS CLI to whatever end. */
  attempt(words: TemplateStringsArray, ...values: readonly string[]): ReturnType<typeof run>;
  stop(): Promise<void>;
}

/** The real clock, and an account that lives fast enough for a test: what takes minutes on AWS takes one second. */
const quick: Partial<Settings> = {
  deliveryDelay: 1_000,
  rolePropagation: 1_000,
  stateDurations: Object.fromEntries(Object.keys(defaultSettings.stateDurations).map((state) => [state, 1_000])),
};

/** Starts a practice account with a small past, and readies the AWS CLI for it. */
export async function startCliAccount(settings: Partial<Settings> = {}): Promise<CliAccount> {
  const python = await pythonWithJudges();
  const folder = await mkdtemp(join(tmpdir(), "aws-cli-"));
  const practice = await startPracticeAccount({ size: 2_000, settings: { ...quick, ...settings } });
  const env = environment(practice, folder);
  const attempt: CliAccount["attempt"] = (words, ...values) =>
    // Version 1 of the CLI heeds AWS_ENDPOINT_URL for most services only.
    run(python, ["-m", "awscli", "--endpoint-url", practice.endpoint, ...split(words, values)], { cwd: folder, env });
  return {
    practice,
    folder,
    attempt,
    async aws(words, ...values) {
      const { code, output } = await attempt(words, ...values);
      if (code !== 0) throw new Error(`aws ${split(words, values).join(" ")} ended with ${code}: ${output.trim()}`);
      return output.trim();
    },
    async refused(words, ...values) {
      const { output } = await attempt(words, ...values);
      const said = /An error occurred \((.+?)\) when calling the (\w+) operation: (.*)/.exec(output);
      if (said === null) throw new Error(`aws ${split(words, values).join(" ")} was not refused: ${output.trim()}`);
      const [, code = "", operation = "", message = ""] = said;
      return { code, operation, message };
    },
    async stop() {
      await practice.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** What `npm run practice` says to export, and nothing of the person who runs the tests. */
function environment({ endpoint, region, credentials }: StartedPractice, home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    SYSTEMROOT: process.env.SYSTEMROOT,
    HOME: home,
    USERPROFILE: home,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_MAX_ATTEMPTS: "1",
    PYTHONUTF8: "1",
  };
}

/** The words of a command line, at white space; inserted values are never cut. */
function split(words: TemplateStringsArray, values: readonly string[]): string[] {
  const left = [...values];
  return words
    .join("\0")
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll("\0", () => left.shift() ?? ""));
}
