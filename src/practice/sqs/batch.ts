import {
  BatchEntryIdsNotDistinct,
  type BatchResultErrorEntry,
  EmptyBatchRequest,
  InvalidBatchEntryId,
  TooManyEntriesInBatchRequest,
} from "@aws-sdk/client-sqs";

interface Entry {
  readonly Id: string | undefined;
}

/** @throws EmptyBatchRequest, TooManyEntriesInBatchRequest, InvalidBatchEntryId or BatchEntryIdsNotDistinct. */
export function checkBatch<One extends Entry>(entries: readonly One[] | undefined, kind: string): readonly One[] {
  if (entries === undefined || entries.length === 0) {
    const message = `There should be at least one ${kind} in the request.`;
    throw new EmptyBatchRequest({ message, $metadata: {} });
  }
  if (entries.length > 10) {
    const message = `Maximum number of entries per request are 10. You have sent ${entries.length}.`;
    throw new TooManyEntriesInBatchRequest({ message, $metadata: {} });
  }
  const seen = new Set<string>();
  for (const { Id: id = "" } of entries) {
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(id)) {
      const message =
        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.";
      throw new InvalidBatchEntryId({ message, $metadata: {} });
    }
    if (seen.has(id)) throw new BatchEntryIdsNotDistinct({ message: `Id ${id} repeated.`, $metadata: {} });
    seen.add(id);
  }
  return entries;
}

/** Does each entry by itself: the errors of some do not keep the others from being done. */
export function inBatch<One extends Entry, Result>(
  entries: readonly One[],
  act: (entry: One) => Result,
): { Successful: Result[]; Failed: BatchResultErrorEntry[] } {
  const Successful: Result[] = [];
  const Failed: BatchResultErrorEntry[] = [];
  for (const entry of entries) {
    try {
      Successful.push(act(entry));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      Failed.push({
        Id: entry.Id,
        SenderFault: true,
        Code: error.name,
        Message: error.message,
      });
    }
  }
  return { Successful, Failed };
}
