import { z } from "zod";
import { samples } from "../samples";

const MAX_DELIVERIES = 50;

export const sidSchema = z
  .string()
  .regex(/^SM[0-9a-f]{32}$/, "A message SID is SM and 32 hexadecimal digits.");

const sendOptions = {
  waId: z
    .string()
    .regex(/^\d{7,15}$/)
    .nullable()
    .optional(),
  replyTo: sidSchema.optional(),
  profileName: z.string().min(1).max(200).optional(),
  messageSid: sidSchema.optional(),
  deliveries: z.int().min(0).max(MAX_DELIVERIES).optional(),
};

const attachmentSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("location"),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    label: z.string().max(200).optional(),
  }),
  z.strictObject({ kind: z.literal("contacts") }),
  z.strictObject({ kind: z.literal("unsupported") }),
]);

export const sendSchema = z.union([
  z.strictObject({ text: z.string().min(1).max(10_000), ...sendOptions }),
  z.strictObject({
    sampleId: z
      .string()
      .refine((id) => samples.some((sample) => sample.id === id), "There is no such sample."),
    isNewRecording: z.boolean().optional(),
    ...sendOptions,
  }),
  z.strictObject({ attachment: attachmentSchema, body: z.string().max(10_000).optional(), ...sendOptions }),
  z.strictObject({
    on: sidSchema,
    button: z.string().min(1).max(200),
    profileName: sendOptions.profileName,
    waId: sendOptions.waId,
    deliveries: sendOptions.deliveries,
  }),
]);
