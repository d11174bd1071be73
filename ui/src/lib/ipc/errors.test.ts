import { describe, expect, it } from "vitest";
import { Failure, PRESENTATIONS, toFailure } from "./errors";

describe("what went wrong", () => {
  it("says the sentence that came with it, and knows the field", () => {
    const failure = toFailure({ code: "bad_amount", message: "Write the amount as 12.50.", details: { field: "amount" } });
    expect(failure.says).toBe("Write the amount as 12.50.");
    expect(failure.field).toBe("amount");
    expect(failure.uncertain).toBe(false);
  });

  it("takes what nobody explained for unknown, and forbids a second paper", () => {
    const failure = toFailure(new Error("channel closed"));
    expect(failure.code).toBe("unknown");
    expect(failure.uncertain).toBe(true);
    expect(failure.says).toBe("We are checking what happened. Do not give a second paper yet.");
  });

  it("takes a code it has never heard of for unknown", () => {
    expect(toFailure({ code: "toString", message: "?", details: {} }).code).toBe("unknown");
  });

  it("keeps a failure as it is", () => {
    const failure = new Failure({ code: "expired", message: "Expired.", details: {} });
    expect(toFailure(failure)).toBe(failure);
  });

  it("says plain sentences: no code names, no exclamation marks", () => {
    for (const presentation of Object.values(PRESENTATIONS)) {
      if (!("says" in presentation)) continue;
      expect(presentation.says).toMatch(/^[A-Z].*\.$/);
      expect(presentation.says).not.toMatch(/[!_]|please|oops/i);
    }
  });
});
