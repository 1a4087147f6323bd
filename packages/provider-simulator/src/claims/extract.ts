import { z } from "zod";

export const claimsRequestSchema = z.object({
  transcript: z.string(),
  roster: z
    .array(
      z.object({
        playerId: z.string(),
        name: z.string(),
        teamName: z.string().nullish(),
        ageGroup: z.string().nullish(),
      }),
    )
    .default([]),
  teams: z.array(z.object({ teamId: z.string(), name: z.string() })).default([]),
  coachName: z.string().default(""),
  noteType: z.string().default("general"),
});
export type ClaimsRequest = z.output<typeof claimsRequestSchema>;
export function extractClaims(_r: ClaimsRequest): unknown[] {
  return [];
}
