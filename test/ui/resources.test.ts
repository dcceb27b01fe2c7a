import { createHash } from "node:crypto";
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ModifyDBInstanceCommand } from "@aws-sdk/client-rds";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startPractice, type TestPractice } from "../aws/practice.ts";
import {
  changeSettings,
  expand,
  notifications,
  openContainer,
  pick,
  quickPicks,
  runCommand,
  startWorkbench,
  statusBar,
  treeRow,
  view,
  type Workbench,
} from "../harness/workbench.ts";

const resources = (page: Page) => view(page, "Resources");

describe("a newcomer", () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await startWorkbench({ settings: { "rdsCloudTrail.connection": "" } });
    workbench.page.setDefaultTimeout(15_000);
  });
  afterAll(() => workbench?.close());

  test("gets from the welcome to the instances by one click", async () => {
    const { page } = workbench;
    await openContainer(page);
    expect(await statusBar(page).filter({ hasText: "Practice Account" }).count()).toBe(0);
    await resources(page).getByRole("button", { name: "Use Practice Account" }).click();
    await treeRow(page, "Resources", "oradb").waitFor();
    await statusBar(page).filter({ hasText: "Practice Account · us-east-1" }).waitFor();
  });

  test("finds the window as it was after it was opened again", async () => {
    const { page } = workbench;
    await page.reload();
    await openContainer(page);
    await treeRow(page, "Resources", "oradb").waitFor();
  });

  test("sees the subscriptions of a topic and the streams of a log group", async () => {
    const { page } = workbench;
    await expand(page, "Resources", "Topics");
    await expand(page, "Resources", "cloudtrail-notifications");
    await treeRow(page, "Resources", "security@example.com").waitFor();
    await expand(page, "Resources", "Log Groups");
    await expand(page, "Resources", "/aws/cloudtrail/management-events");
    await treeRow(page, "Resources", "111122223333_CloudTrail_us-east-1").waitFor();
  });
});

describe("an account at an endpoint of one's own", () => {
  let practice: TestPractice;
  let workbench: Workbench;
  let page: Page;
  beforeAll(async () => {
    practice = await startPractice({ empty: false, size: 500 });
    workbench = await startWorkbench({
      settings: { "rdsCloudTrail.connection": "environment", "rdsCloudTrail.endpoint": practice.endpoint },
      env: {
        AWS_ACCESS_KEY_ID: practice.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: practice.credentials.secretAccessKey,
        AWS_REGION: practice.region,
      },
    });
    page = workbench.page;
    page.setDefaultTimeout(15_000);
    await openContainer(page);
    await page.getByText(`Send AWS calls to ${new URL(practice.endpoint).host}?`).waitFor();
    await page.getByRole("button", { name: "Use This Endpoint" }).click();
    await treeRow(page, "Resources", "oradb").waitFor();
  });
  afterAll(async () => {
    await workbench?.close();
    await practice?.stop();
  });
  beforeEach(() => practice.faults.set({}));

  test("X12: is asked about once", async () => {
    await page.reload();
    await openContainer(page);
    await treeRow(page, "Resources", "oradb").waitFor();
    expect(await page.locator(".monaco-dialog-box").count()).toBe(0);
    const { host } = new URL(practice.endpoint);
    await statusBar(page)
      .filter({ hasText: `environment · us-east-1 · ${host}` })
      .waitFor();
  });

  test("X12: takes effect when it is changed, and over plain http only on this machine", async () => {
    await changeSettings(workbench.vscode, { "rdsCloudTrail.endpoint": "http://proxy.example:8080" });
    await resources(page).getByText("The endpoint http://proxy.example:8080 is not safe").first().waitFor();
    await page.locator(".statusbar-item.warning-kind", { hasText: "environment" }).waitFor();
    await changeSettings(workbench.vscode, { "rdsCloudTrail.endpoint": practice.endpoint });
    await treeRow(page, "Resources", "oradb").waitFor();
  });

  test("shows by itself that a change is over", async () => {
    const change = { DBInstanceIdentifier: "oradb", AllocatedStorage: 400, ApplyImmediately: true };
    await practice.clients.rds.send(new ModifyDBInstanceCommand(change));
    practice.advance(1_000);
    await runCommand(page, "RDS CloudTrail: Refresh");
    const row = treeRow(page, "Resources", "oradb");
    await row.filter({ hasText: "modifying" }).waitFor();
    practice.advance(120_000);
    await row.filter({ hasText: "available" }).waitFor();
  });

  test("F12: hides no other service when one fails, and tries again on a click", async () => {
    practice.faults.set({ denied: ["rds:DescribeDBInstances"] });
    await runCommand(page, "RDS CloudTrail: Refresh");
    const failed = treeRow(page, "Resources", "Not allowed");
    await failed.filter({ hasText: "rds:DescribeDBInstances" }).waitFor();
    await treeRow(page, "Resources", "management-events").waitFor();
    practice.faults.set({});
    await failed.click();
    await treeRow(page, "Resources", "oradb").waitFor();
  });

  test("F3: whose credentials expire warns in the status bar, and one click signs in again", async () => {
    practice.faults.set({ expired: { "rds:DescribeDBInstances": 99 } });
    await runCommand(page, "RDS CloudTrail: Refresh");
    const row = treeRow(page, "Resources", "Signed out");
    await row.waitFor();
    await page.locator(".statusbar-item.warning-kind", { hasText: "environment" }).waitFor();
    practice.faults.set({});
    await row.click();
    await treeRow(page, "Resources", "oradb").waitFor();
    expect(await page.locator(".statusbar-item.warning-kind", { hasText: "environment" }).count()).toBe(0);
  });

  test("selects an instance on demand, and tells when it is gone", async () => {
    await runCommand(page, "RDS CloudTrail: Reveal Instance…");
    await pick(page, "wiki");
    const row = treeRow(page, "Resources", "wiki");
    await expect.poll(() => row.getAttribute("aria-selected")).toBe("true");
    expect(await notifications(page).count()).toBe(0);
  });

  test("X14: leaves no key in anything that VS Code keeps", async () => {
    const folder = dirname(dirname(dirname(workbench.vscode.settingsFile)));
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const { parentPath, name } of files) {
      expect(await readFile(join(parentPath, name), "latin1")).not.toContain(practice.credentials.secretAccessKey);
    }
  });
});

describe("X11: in Restricted Mode", () => {
  let workbench: Workbench;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "restricted-"));
    const trap = `node -e "require('fs').writeFileSync('${join(folder, "ran").replaceAll("\\", "/")}', '')"`;
    await writeFile(join(folder, "config"), `[profile trap]\nregion = us-east-1\ncredential_process = ${trap}\n`);
    workbench = await startWorkbench({
      trust: true,
      settings: { "rdsCloudTrail.connection": "profile:trap", "security.workspace.trust.startupPrompt": "never" },
      env: { AWS_CONFIG_FILE: join(folder, "config") },
    });
    workbench.page.setDefaultTimeout(15_000);
  });
  afterAll(async () => {
    await workbench?.close();
    await rm(folder, { recursive: true });
  });
  afterEach(async () => {
    await expect(access(join(folder, "ran"))).rejects.toThrow("ENOENT");
  });

  test("no profile is read or listed", async () => {
    const { page } = workbench;
    await openContainer(page);
    await resources(page).getByText("In Restricted Mode no AWS credentials are read").waitFor();
    await runCommand(page, "RDS CloudTrail: Connect to AWS…");
    await quickPicks(page).filter({ hasText: "Manage Workspace Trust" }).waitFor();
    expect(await quickPicks(page).allInnerTexts()).toHaveLength(2);
    await page.keyboard.press("Escape");
  });

  test("the practice account works", async () => {
    const { page } = workbench;
    await runCommand(page, "RDS CloudTrail: Use Practice Account");
    await treeRow(page, "Resources", "oradb").waitFor();
  });
});

// The stand-in for the AWS CLI is a script, which Windows does not take for a program.
describe.runIf(process.platform !== "win32")("a profile in which one signs in", () => {
  let practice: TestPractice;
  let workbench: Workbench;
  let home: string;
  let profile: string;
  beforeAll(async () => {
    practice = await startPractice({ empty: false, size: 500 });
    home = await mkdtemp(join(tmpdir(), "home-"));
    const session = `arn:aws:iam::${practice.accountId}:user/alice`;
    await mkdir(join(home, "bin"));
    await writeFile(join(home, "bin", "aws"), awsLogin(session, practice, home), { mode: 0o755 });
    await writeFile(join(home, ".profile"), `export PATH="${join(home, "bin")}:$PATH"\n`);
    const settings = { login_session: session, region: practice.region, endpoint_url: practice.endpoint };
    profile = `[profile alice]\n${Object.entries(settings)
      .map(([key, value]) => `${key} = ${value}\n`)
      .join("")}`;
    workbench = await startWorkbench({
      settings: { "rdsCloudTrail.connection": "profile:alice" },
      env: {
        HOME: home,
        SHELL: "/bin/bash",
        AWS_CONFIG_FILE: join(home, "config"),
        AWS_LOGIN_CACHE_DIRECTORY: home,
      },
    });
    workbench.page.setDefaultTimeout(15_000);
  });
  afterAll(async () => {
    await workbench?.close();
    await practice?.stop();
    await rm(home, { recursive: true, force: true });
  });

  test("is tried again as soon as it is in the configuration file", async () => {
    const { page } = workbench;
    await openContainer(page);
    await treeRow(page, "Resources", "Failed").filter({ hasText: "There is no profile “alice”" }).waitFor();
    await writeFile(join(home, "config"), profile);
    await page.getByRole("button", { name: "Use This Endpoint" }).click();
    await treeRow(page, "Resources", "Signed out").waitFor();
  });

  test("runs the AWS CLI in a terminal and connects when that has succeeded", async () => {
    const { page } = workbench;
    await treeRow(page, "Resources", "Signed out").click();
    await treeRow(page, "Resources", "oradb").waitFor();
    expect(await readFile(join(home, "arguments"), "utf8")).toBe("login --profile alice");
  });
});

/** What `aws login` does in the end: it keeps a token for the session. */
function awsLogin(session: string, practice: TestPractice, folder: string): string {
  const token = {
    accessToken: {
      ...practice.credentials,
      accountId: practice.accountId,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    },
    clientId: "client",
    refreshToken: "refresh",
    dpopKey: "key",
  };
  const file = join(folder, `${createHash("sha256").update(session).digest("hex")}.json`);
  return `#!/bin/sh
printf %s "$*" > "${join(folder, "arguments")}"
cat > "${file}" <<'TOKEN'
${JSON.stringify(token)}
TOKEN
`;
}
