import { JsonCodec2 } from "@aws-sdk/core/protocols";
import { EventStreamMarshaller, EventStreamSerde } from "@smithy/core/event-streams";
import type { NormalizedSchema } from "@smithy/core/schema";
import { fromUtf8, toUtf8 } from "@smithy/core/serde";
import type { WireResponse } from "./wire.ts";

/** An output whose one member is a stream of events, as `application/vnd.amazon.eventstream`. */
export async function encodeEventStream(
  schema: NormalizedSchema,
  output: unknown,
  requestId: string,
): Promise<WireResponse> {
  const codec = new JsonCodec2({ timestampFormat: { useTrait: true, default: 7 }, jsonName: false });
  const serde = new EventStreamSerde({
    marshaller: new EventStreamMarshaller({ utf8Encoder: toUtf8, utf8Decoder: fromUtf8 }),
    serializer: codec.createSerializer(),
    deserializer: codec.createDeserializer(),
    defaultContentType: "application/x-amz-json-1.1",
  });
  const member = schema.getEventStreamMember();
  const eventStream = (output as Record<string, AsyncIterable<unknown>>)[member];
  if (eventStream === undefined) throw new Error(`The operation gave no ${member}`);
  const body = await serde.serializeEventStream({ eventStream, requestSchema: schema, initialRequest: {} });
  return {
    status: 200,
    headers: { "content-type": "application/vnd.amazon.eventstream", "x-amzn-requestid": requestId },
    body: body as AsyncIterable<Uint8Array>,
  };
}
