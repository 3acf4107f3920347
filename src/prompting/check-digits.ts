/** ISO 13616: the remainder of an IBAN by 97 is 1. */
export function isBankAccount(text: string): boolean {
  const compact = text.replace(/[ -]/gu, '');
  if (compact.length < 15 || compact.length > 34) return false;
  const digits = (compact.slice(4) + compact.slice(0, 4)).replace(/[A-Z]/gu, (letter) =>
    String(letter.charCodeAt(0) - 'A'.charCodeAt(0) + 10),
  );
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** ISO/IEC 7812: the Luhn sum of a card number ends in 0. */
export function isCardNumber(text: string): boolean {
  const digits = [...text.replace(/\D/gu, '')].map(Number).toReversed();
  const sum = digits.reduce((total, digit, place) => {
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
