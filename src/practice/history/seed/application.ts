import type { Account } from "../../account.ts";
import { appendEvents } from "../../logs/append.ts";
import { addGroup } from "../../logs/logGroups.ts";
import { addBucket } from "../../s3/buckets.ts";
import { putObject } from "../../s3/objects.ts";
import { addTopic } from "../../sns/topics.ts";
import { addQueue } from "../../sqs/queues.ts";
import { day, isoSeconds } from "../dates.ts";
import { randomOf } from "../identifiers.ts";
import type { Inventory } from "../inventory.ts";

/** What else is in the account: buckets, queues and log groups that have nothing to do with its audit trail. */
export function seedApplication(account: Account, inventory: Inventory): void {
  const { region } = inventory;
  const { to } = account.state.past;
  for (const [i, name] of inventory.buckets.entries()) {
    addBucket(account, region, name, { createdAt: to - (300 + 97 * i) * day });
  }
  const page = new TextEncoder().encode("<!doctype html><title>Example Corp.</title>");
  putObject(account, "example-corp-web-assets", "index.html", page, {
    contentType: "text/html",
    lastModified: to - 40 * day,
  });
  addTopic(account, region, "db-alerts");
  addTopic(account, region, "orders-events");
  addQueue(account, region, "orders-events");
  seedDatabaseLog(account, inventory);
  seedFunctionLogs(account, inventory);
}

/** Lines of PostgreSQL, as RDS exports them: one stream per instance. */
function seedDatabaseLog(account: Account, { region }: Inventory): void {
  const { to } = account.state.past;
  const group = addGroup(account, region, "/aws/rds/instance/orders-prod/postgresql", { creationTime: to - 500 * day });
  group.retentionInDays = 30;
  const lines = [
    "LOG:  checkpoint starting: time",
    "LOG:  checkpoint complete: wrote 1843 buffers (0.2%); 0 WAL file(s) added, 0 removed, 1 recycled",
    "LOG:  connection received: host=10.0.1.10 port=53122",
    "LOG:  connection authorized: user=orders database=orders SSL enabled (protocol=TLSv1.3)",
    'ERROR:  duplicate key value violates unique constraint "orders_pkey"',
    'LOG:  automatic vacuum of table "orders.public.order_lines": index scans: 1',
    'FATAL:  password authentication failed for user "reporting"',
  ];
  const events = lines.flatMap((line, i) =>
    [0, 1, 2].map((hour) => {
      const timestamp = to - (hour * 60 + 7 * i + 3) * 60_000;
      return { timestamp, message: `${isoSeconds(timestamp).replace(/[TZ]/g, " ")}UTC::@:[${412 + i}]:${line}` };
    }),
  );
  appendEvents(account, region, group.name, "orders-prod.0", events);
}

/** Lines of two functions, each call with a beginning, an end and a report. */
function seedFunctionLogs(account: Account, inventory: Inventory): void {
  const { to } = account.state.past;
  const texts = {
    "db-start-stop": "[INFO] wiki: tagged office-hours, stopping",
    "orders-events": "[INFO] 12 events forwarded",
  } as const;
  for (const [name, text] of Object.entries(texts)) {
    const group = `/aws/lambda/${name}`;
    addGroup(account, inventory.region, group, { creationTime: to - 380 * day });
    for (const hour of [26, 14, 2]) {
      const at = to - hour * 3_600_000 - 83_000;
      const random = randomOf(inventory, "invocation", name, hour);
      const id = random.uuid();
      const stream = `${isoSeconds(at).slice(0, 10).replaceAll("-", "/")}/[$LATEST]${random.hex(32)}`;
      const duration = 180 + random.below(900);
      appendEvents(account, inventory.region, group, stream, [
        { timestamp: at, message: `START RequestId: ${id} Version: $LATEST\n` },
        { timestamp: at + 40, message: `${text}\n` },
        { timestamp: at + duration, message: `END RequestId: ${id}\n` },
        {
          timestamp: at + duration,
          message: `REPORT RequestId: ${id}\tDuration: ${duration}.00 ms\tBilled Duration: ${duration} ms\tMemory Size: 256 MB\tMax Memory Used: 81 MB\n`,
        },
      ]);
    }
  }
}
