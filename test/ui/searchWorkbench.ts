import { PutLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { startPractice, type TestPractice } from "../aws/practice.ts";
import { openContainer, startWorkbench, type Workbench, webview } from "../harness/workbench.ts";

/** A window that is connected to a practice account which the test holds in its hands. */
export interface SearchWorkbench extends Workbench {
  readonly practice: TestPractice;
  /** The search panel. */
  readonly panel: FrameLocator;
}

/** The log group that the seeded account's trail delivers to. */
const LOG_GROUP = "/aws/cloudtrail/management-events";

/** Starts VS Code as for a person with keys in the environment and an endpoint of their own, and opens the views. */
export async function startSearchWorkbench(practice?: TestPractice): Promise<SearchWorkbench> {
  const account = practice ?? (await startPractice({ empty: false, size: 2000 }));
  const workbench = await startWorkbench({
    settings: { "rdsCloudTrail.connection": "environment", "rdsCloudTrail.endpoint": account.endpoint },
    env: {
      AWS_ACCESS_KEY_ID: account.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: account.credentials.secretAccessKey,
      AWS_REGION: account.region,
    },
  });
  const close = async () => {
    await workbench.close();
    await account.stop();
  };
  try {
    workbench.page.setDefaultTimeout(10_000);
    await openContainer(workbench.page);
    await approveEndpoint(workbench.page);
    const panel = webview(workbench.page);
    await finished(panel).waitFor();
    return { ...workbench, practice: account, panel, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** X12: an endpoint of one's own is asked about once. */
async function approveEndpoint(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Use This Endpoint" }).click();
}

/** Puts records into the trail's log group as if they had been delivered now. */
export async function deliver(practice: TestPractice, records: readonly string[]): Promise<void> {
  const { logs } = practice.clients;
  const logStreamName = "111122223333_CloudTrail_us-east-1";
  for (let at = 0; at < records.length; at += 50) {
    const timestamp = practice.account.now();
    const logEvents = records.slice(at, at + 50).map((message) => ({ timestamp, message }));
    await logs.send(new PutLogEventsCommand({ logGroupName: LOG_GROUP, logStreamName, logEvents }));
  }
}

/** Goes back from a record to the list where the one hides the other. */
export async function backToList(panel: FrameLocator): Promise<void> {
  const back = panel.getByRole("button", { name: "Back" });
  if (await back.isVisible()) await back.click();
}

/** Types a question, sends it off and waits until the search is over. */
export async function ask(panel: FrameLocator, text: string): Promise<void> {
  await backToList(panel);
  await searching(panel, async () => {
    await panel.locator("#text").fill(text);
    await panel.locator("#text").press("Enter");
  });
}

/** Does what begins a search and waits until that is over. */
export async function searching(panel: FrameLocator, act: () => Promise<void>): Promise<void> {
  const before = await panel.locator("result-list").getAttribute("data-search");
  await act();
  await panel.locator(`result-list:not([data-search="${before}"])`).waitFor({ state: "attached" });
  await finished(panel).waitFor();
}

/** The coverage line of a search that is over. */
function finished(panel: FrameLocator): Locator {
  return panel.locator(".coverage:not(.running)");
}

/** Chooses an option of the chip that is for this, and waits until the search is over. */
export async function choose(panel: FrameLocator, chip: string, option: string): Promise<void> {
  await searching(panel, async () => {
    await panel.getByRole("button", { name: new RegExp(`^${chip}:`) }).click();
    await panel.getByRole("option", { name: option }).click();
  });
}

/** The text of an element as it is seen. */
export async function textOf(locator: Locator): Promise<string> {
  await locator.waitFor();
  return (await locator.allInnerTexts()).join("\n");
}

export function rows(panel: FrameLocator): Locator {
  return panel.locator("result-list .row");
}
