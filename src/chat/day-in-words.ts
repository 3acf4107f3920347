const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A day in words, in UTC: 4 March 2027. */
export function dayInWords(date: Date): string {
  return dayFormat.format(date);
}
