import { once } from "node:events";
import { tmpdir } from "node:os";
import { spawnGroup, stop } from "../../harness/processes.ts";
import { clientsOf } from "../practice.ts";
import { pythonWithJudges } from "../python.ts";
import type { Cloud } from "../scenarios/scenario.ts";

/** A running moto. */
export interface Moto extends Cloud {
  /** Empties the account. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts moto's server on a free port of 127.0.0.1.
 * @throws Error with what it wrote, where it does not start.
 */
export async function startMoto(): Promise<Moto> {
  const server = spawnGroup(await pythonWithJudges(), ["-m", "moto.server", "-H", "127.0.0.1", "-p", "0"], {
    // What moto keeps in files is not to land in the project.
    cwd: tmpdir(),
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: "true" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(server, "exit").then(() => undefined);
  let written = "";
  const endpoint = await Promise.race([
    ended,
    new Promise<string>((resolve) => {
      server.stderr?.on("data", (chunk: Buffer) => {
        written += chunk.toString();
        const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(written) ?? [];
        if (address !== undefined) resolve(address);
      });
    }),
  ]);
  if (endpoint === undefined) throw new Error(`moto did not start:\n${written}`);
  const credentials = { accessKeyId: "moto", secretAccessKey: "moto" };
  const clients = clientsOf({ endpoint, region: "us-east-1", credentials });
  return {
    clients,
    accountId: "123456789012",
    // In moto, all that takes time is done at once.
    settle: async () => {},
    async reset() {
      await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
    },
    async stop() {
      for (const client of Object.values(clients)) client.destroy();
      await stop(server);
    },
  };
}
