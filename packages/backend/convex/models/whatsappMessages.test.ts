import { expect, test, vi } from "vitest";
import { createWhatsApp, rows } from "../../test/whatsapp";

const NOTE = "Aoife Kelly was brilliant in goal today.";

test("TC-WA-001 TC-WA-070: a signed text of a known coach becomes one row, one job, one note and an ack", async () => {
  const { t, phone, club } = await createWhatsApp();
  const sent = await phone.sendText({ phone: club.phone, text: NOTE });
  expect(sent.status).toBe(200);
  await phone.waitForReply(club.phone, { matching: /processing/i });
  await vi.waitFor(async () => {
    expect(await rows.messages(t)).toMatchObject([{ status: "completed", kind: "text", body: NOTE }]);
  });
  expect(await rows.notes(t)).toMatchObject([{ transcription: NOTE, organizationId: club.organizationId }]);
});
