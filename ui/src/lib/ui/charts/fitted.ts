/** How wide a letter of the charts is at most, on average. */
const LETTER = 6.6;

/** As much of a label as fits into so many pixels; whoever wants the whole of it finds it in the table. */
export function fitted(label: string, room: number): string {
  const most = Math.max(4, Math.floor(room / LETTER));
  return label.length > most ? `${label.slice(0, most - 1).trimEnd()}…` : label;
}
