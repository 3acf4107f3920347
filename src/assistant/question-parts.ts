/** The questions in a message that asks several: each long enough to be understood alone. */
export function partsOf(question: string): readonly string[] {
  const parts = question
    .slice(0, 2_000)
    .split(
      /[?;]+|,? (?:and|or|but) (?=(?:who|what|when|where|why|how|which|do|does|is|are|must|can|should)\b)|\b(?:also|plus),? /i,
    )
    .map((part) => part.trim())
    .filter((part) => part.split(/\s+/).length >= 3);
  return parts.length > 1 ? parts.slice(0, 4) : [];
}
