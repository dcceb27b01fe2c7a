import { afterAll, beforeAll, expect, it } from "vitest";
import { startPractice, type TestPractice } from "../aws/practice.ts";
import { openContainer, startWorkbench, treeRow, type Workbench, webview } from "../harness/workbench.ts";
import { rows, textOf } from "./searchWorkbench.ts";

let practice: TestPractice;
let workbench: Workbench;

beforeAll(async () => {
  practice = await startPractice({ empty: false, size: 500 });
  practice.faults.set({ denied: ["sts:GetCallerIdentity"] });
  workbench = await startWorkbench({
    settings: { "rdsCloudTrail.connection": "environment", "rdsCloudTrail.endpoint": practice.endpoint },
    env: {
      AWS_ACCESS_KEY_ID: practice.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: practice.credentials.secretAccessKey,
      AWS_REGION: practice.region,
    },
  });
});

afterAll(async () => {
  await workbench?.close();
  await practice?.stop();
});

it("connects again, to the same account, when what hindered it is gone", async () => {
  const { page } = workbench;
  const panel = webview(page);
  await openContainer(page);
  await page.getByRole("button", { name: "Use This Endpoint" }).click();
  expect(await textOf(panel.locator(".notice"))).toContain("Not connected");

  practice.faults.set({});
  await panel.getByRole("button", { name: "Try Again" }).click();
  await treeRow(page, "Resources", "oradb").waitFor();
  await rows(panel).first().waitFor();
});
