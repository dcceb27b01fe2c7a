import { defineConfig } from "vitest/config";

/** The SDK would remind every worker that it will leave Node 20 behind. */
const env = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };

/** A suite is a folder; its files are found by their ending. Those that need Python's tools run by their own commands. */
function suite(name: string, folder: string, options: Readonly<Record<string, unknown>> = {}) {
  return { test: { name, include: [`${folder}/**/*.test.ts`], env, ...options } };
}

export default defineConfig({
  test: {
    projects: [
      suite("unit", "test/unit"),
      suite("aws", "test/aws", { exclude: ["test/aws/cli/**", "test/aws/moto/**"], testTimeout: 20_000 }),
      // One VS Code and one browser at a time: two cores are not enough for more.
      suite("ui", "test/ui", { fileParallelism: false, testTimeout: 60_000, hookTimeout: 120_000 }),
      suite("cli", "test/aws/cli", { fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 }),
      suite("moto", "test/aws/moto", { fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 }),
    ],
  },
});
