import { homedir } from "node:os";
import { join } from "node:path";

/** Where the AWS SDK and CLI look for the configuration. */
export function configFile(): string {
  return process.env.AWS_CONFIG_FILE ?? join(homedir(), ".aws", "config");
}

/** Where the AWS SDK and CLI look for access keys. */
export function credentialsFile(): string {
  return process.env.AWS_SHARED_CREDENTIALS_FILE ?? join(homedir(), ".aws", "credentials");
}
