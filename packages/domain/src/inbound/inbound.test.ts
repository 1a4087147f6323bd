import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inboundReasonLabel, OUTCOME_OF_REPLY, outcomeOfOldRow } from "../labels/inbound";
import { TEXT_GATE_REASONS } from "../vocabulary/gates";
import { keysOf } from "../vocabulary/keys-of";
import { MEDIA_PROBLEM_ERROR_CODE } from "../webhooks/media";
import { partId, planMessage, providerSidOf } from "./plan-message";
import { readInboundForm } from "./read-form";

const OGG = { url: "https://api.twilio.com/a", contentType: "audio/ogg" };
const JPEG = { url: "https://api.twilio.com/b", contentType: "image/jpeg" };
const WORDS = "Emma Byrne twisted her ankle badly in the second half, here is a picture of it";

describe("what a message holds", () => {
  it("is the words under a picture, and a picture that is not used", () => {
    expect(planMessage({ body: WORDS, media: [JPEG] })).toEqual([
      { kind: "text", body: WORDS, unused: ["image"] },
    ]);
  });

  it("is a note for each recording, and one for the words beside them", () => {
    const parts = planMessage({ body: WORDS, media: [OGG, OGG, JPEG] });
    expect(parts.map(({ kind }) => kind)).toEqual(["text", "audio", "audio"]);
    expect(parts[0].unused).toEqual(["image"]);
  });

  it("is a recording alone where its file's name stands for a caption", () => {
    const media = [{ url: "x", contentType: "application/octet-stream" }];
    expect(planMessage({ body: "Recording 12.m4a", media })).toMatchObject([{ kind: "audio" }]);
    expect(planMessage({ body: "Recording 12.m4a", media: [] })).toMatchObject([{ kind: "text" }]);
  });

  it.each([
    ["location", [], "location"],
    ["Contacts", [], "contacts"],
    ["", [{ url: "x", contentType: "text/vcard" }], "contacts"],
    ["sticker", [{ url: "x", contentType: "image/webp" }], "sticker"],
    ["", [{ url: "x", contentType: "video/quicktime" }], "video"],
    ["document", [{ url: "x", contentType: "application/pdf" }], "document"],
    ["reaction", [], "reaction"],
    ["poll", [], "poll"],
    ["unsupported", [], "unsupported"],
    ["text", [], "text"],
    ["something_new", [], "unsupported"],
  ] as const)("%s without words is one part of its kind", (messageType, media, kind) => {
    expect(planMessage({ body: "", media, messageType })).toMatchObject([{ kind }]);
  });

  it("takes the words of a reaction, which may answer a summary", () => {
    expect(planMessage({ body: "👍", media: [], messageType: "reaction" })).toEqual([
      { kind: "text", body: "👍", unused: [] },
    ]);
  });

  it("loses no recording and no word, whatever comes", () => {
    const media = fc.record({
      url: fc.string(),
      contentType: fc.constantFrom("", "audio/ogg", "image/png", "video/mp4", "x"),
    });
    fc.assert(
      fc.property(fc.string(), fc.array(media, { maxLength: 4 }), fc.string(), (body, files, messageType) => {
        const parts = planMessage({ body, media: files, messageType });
        const heard = parts.flatMap((part) => (part.media ? [part.media] : []));
        expect(heard).toEqual(
          files.filter(({ contentType }) => ["", "audio/ogg", "video/mp4"].includes(contentType)),
        );
        expect(parts.length).toBeGreaterThan(0);
        if (body.trim() !== "" && files.length === 0) expect(parts[0]).toMatchObject({ kind: "text", body });
      }),
    );
  });

  it("keeps parts apart by ids of their own", () => {
    expect(partId("SM1", 0)).toBe("SM1");
    expect(partId("SM1", 1)).toBe("SM1/2");
    expect(providerSidOf("SM1/2")).toBe("SM1");
    expect(providerSidOf("SM1")).toBe("SM1");
  });
});

describe("why a message has its outcome", () => {
  it("has words for every answer, refusal and failed download, and shows an unknown code as it is", () => {
    const codes = [
      ...keysOf(OUTCOME_OF_REPLY).map((kind) => `command_${kind}`),
      ...TEXT_GATE_REASONS,
      ...Object.values(MEDIA_PROBLEM_ERROR_CODE),
      ...["unknown_sender", "unknown_username", "no_club", "held_emergency", "media_incomplete"],
    ];
    for (const code of codes) expect(inboundReasonLabel(code), code).not.toBe(code);
    expect(inboundReasonLabel("http_500")).toBe("http_500");
  });

  it("is read from the status and the reason of an old row", () => {
    expect(outcomeOfOldRow("completed")).toBe("note");
    expect(outcomeOfOldRow("completed", "command_decide")).toBe("answer");
    expect(outcomeOfOldRow("completed", "command_help")).toBe("command");
    expect(outcomeOfOldRow("received", "held_emergency")).toBe("held");
    expect(outcomeOfOldRow("received")).toBe("in_progress");
    expect(outcomeOfOldRow("rejected", "too_short")).toBe("refused");
  });
});

describe("the form of a message", () => {
  const form = { MessageSid: "SM1", From: "whatsapp:+353861234567", To: "whatsapp:+14155238886" };

  it("of somebody with a username tells the number only with WaId", () => {
    const From = "whatsapp:IE.13491208655302741918";
    expect(readInboundForm({ ...form, From }, "x")).toMatchObject({ fromPhone: "IE.13491208655302741918" });
    expect(readInboundForm({ ...form, From }, "x")).not.toHaveProperty("senderPhone");
    expect(readInboundForm({ ...form, From, WaId: "353861234567" }, "x")).toMatchObject({
      fromPhone: "IE.13491208655302741918",
      senderPhone: "+353861234567",
    });
  });

  it("may announce media that it doesn't bring, and the other way round", () => {
    expect(readInboundForm({ ...form, NumMedia: "1" }, "x").media).toEqual([{ url: "", contentType: "" }]);
    const brought = readInboundForm(
      { ...form, NumMedia: "many", MediaUrl0: "u", MediaContentType0: "t" },
      "x",
    );
    expect(brought.media).toEqual([{ url: "u", contentType: "t" }]);
  });

  it("is read whatever it says", () => {
    const names = ["MessageSid", "From", "To", "Body", "NumMedia", "MediaUrl0", "WaId", "MessageType"];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string()), (params) => {
        const read = readInboundForm(params, "fallback");
        expect(read.messageSid).not.toBe("");
        expect(read.fromPhone).not.toBe("");
        expect(read.media.length).toBeLessThanOrEqual(10);
      }),
    );
  });
});
