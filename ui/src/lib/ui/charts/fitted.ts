/** How wide a letter of the charts is at most, on average. */
const LETTER = 6.6;

/** As much of a label as fits into so many pixels; whoever wants the whole of it finds it in the table. */
export function fitted(label: string, room: number): string {
  const most = Math.max(4, Math.floor(room / LETTER));
  return label.length > most ? `${label.slice(0, most - 1).trimEnd()}…` : label;
}

/** A sentence in lines that fit into so many pixels. */
export function wrapped(sentence: string, room: number): string[] {
  const most = Math.max(20, Math.floor(room / LETTER));
  const lines: string[] = [];
  for (const word of sentence.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
