import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { listProfiles, type Profile } from "../../../src/aws/profiles.ts";

const config = `
[default]
region = eu-central-1

[profile sso]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = ReadOnly
region = eu-west-1

[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1

[services local]
rds =
  endpoint_url = http://localhost:4566

[profile admin]
role_arn = arn:aws:iam::123456789012:role/Admin
source_profile = sso
mfa_serial = arn:aws:iam::123456789012:mfa/alice

[profile on-ec2]
role_arn = arn:aws:iam::123456789012:role/App
credential_source = Ec2InstanceMetadata

[profile loop]
role_arn = arn:aws:iam::123456789012:role/A
source_profile = loop2

[profile loop2]
role_arn = arn:aws:iam::123456789012:role/B
source_profile = loop

[profile login]
login_session = arn:aws:iam::123456789012:user/alice

[profile pod]
web_identity_token_file = /var/run/token
role_arn = arn:aws:iam::123456789012:role/Pod

[profile vault]
credential_process = "touch" "MARKER"

[profile local]
aws_access_key_id = test
aws_secret_access_key = test
endpoint_url = http://localhost:4566
ca_bundle = /etc/ssl/corp.pem
`;

const credentials = `
[default]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY

[only-here]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "profiles-"));
  await writeFile(join(folder, "config"), config.replace("MARKER", join(folder, "ran")));
  await writeFile(join(folder, "credentials"), credentials);
  vi.stubEnv("AWS_CONFIG_FILE", join(folder, "config"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(folder, "credentials"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function profile(name: string): Promise<Profile | undefined> {
  return (await listProfiles()).find((candidate) => candidate.name === name);
}

describe("profiles", () => {
  test("lists both files, default first, without SSO sessions and services", async () => {
    expect((await listProfiles()).map(({ name }) => name)).toEqual([
      "default",
      "admin",
      "local",
      "login",
      "loop",
      "loop2",
      "on-ec2",
      "only-here",
      "pod",
      "sso",
      "vault",
    ]);
  });

  test.each([
    ["default", "static"],
    ["only-here", "static"],
    ["sso", "sso"],
    ["admin", "assume-role"],
    ["on-ec2", "assume-role"],
    ["login", "login"],
    ["pod", "web-identity"],
    ["vault", "process"],
    ["local", "static"],
  ])("tells that %s is of kind %s", async (name, kind) => {
    expect((await profile(name))?.kind).toBe(kind);
  });

  test("merges a profile that is in both files", async () => {
    expect(await profile("default")).toEqual({ name: "default", kind: "static", mfa: false, region: "eu-central-1" });
  });

  test("finds the profile in which one signs in", async () => {
    expect((await profile("admin"))?.signIn).toEqual({ command: "sso", profile: "sso" });
    expect((await profile("login"))?.signIn).toEqual({ command: "login", profile: "login" });
    expect((await profile("only-here"))?.signIn).toBeUndefined();
  });

  test("survives profiles that name each other as source", async () => {
    expect((await profile("loop"))?.signIn).toBeUndefined();
  });

  test("knows which profile asks for an MFA code, and whose calls go elsewhere", async () => {
    expect((await profile("admin"))?.mfa).toBe(true);
    expect(await profile("local")).toMatchObject({
      mfa: false,
      endpoint: "http://localhost:4566",
      caBundle: "/etc/ssl/corp.pem",
    });
  });

  test("X13: runs no credential process", async () => {
    await listProfiles();
    await expect(rm(join(folder, "ran"))).rejects.toThrow("ENOENT");
  });

  test("X14: holds no secret", async () => {
    expect(JSON.stringify(await listProfiles())).not.toMatch(/wJalr|AKIA/);
  });

  test("sees a change of the files at once", async () => {
    await listProfiles();
    await writeFile(join(folder, "config"), "[profile fresh]\nregion = us-west-2\n");
    expect(await profile("fresh")).toEqual({ name: "fresh", kind: "none", mfa: false, region: "us-west-2" });
  });

  test("takes missing files for empty ones", async () => {
    vi.stubEnv("AWS_CONFIG_FILE", join(folder, "nothing"));
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(folder, "nothing"));
    expect(await listProfiles()).toEqual([]);
  });
});
