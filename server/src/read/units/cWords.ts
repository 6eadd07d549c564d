function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** What macros are called. */
export const UPPER_CASE = /^[A-Z_][A-Z\d_]*$/;

/** What annotates a function or parameter for compilers of Microsoft: `_Success_(return != 0)`. A function may be called so, too. */
export const ANNOTATION = /^_[A-Z]\w*_$/;

/** Words that belong to nothing, together with the parentheses behind them. */
export const ATTRIBUTES = words(
  '__attribute__ __attribute __declspec _Alignas alignas __asm__ __asm asm typeof __typeof__ __typeof typeof_unqual ' +
    'decltype noexcept throw explicit __pragma _Pragma _BitInt __interrupt __svc __swi',
);

/** Words in front of parentheses that are no function. */
export const NEVER_A_NAME = words(
  'if else for while do switch case default return goto sizeof _Alignof alignof _Generic _Static_assert static_assert',
);

/** Those that only C++ knows. */
export const NEVER_A_NAME_IN_CPP = words('catch try new delete co_return co_await co_yield');

export const STORAGE = words(
  'static extern inline __inline __inline__ const register auto _Noreturn virtual constexpr consteval constinit friend ' +
    'mutable thread_local volatile typename',
);

export const TYPES = words(
  'void char short int long float double signed unsigned bool _Bool _Complex wchar_t char8_t char16_t char32_t',
);

/** What stands in front of the colon of a label in a class, those of Qt included. */
export const ACCESS = words('public protected private signals slots Q_SIGNALS Q_SLOTS');

export const CLASS_KEYS = words('class struct union enum');

/** Words of C++ that are names in C. */
export const ONLY_CPP = words('template requires namespace operator class explicit friend mutable typename virtual');

/** What may follow the parameters of a function. */
export const QUALIFIERS = words('const volatile override final noexcept mutable try');

/** Tokens in front of a `requires` that begins an expression, not a clause. */
export const BEFORE_REQUIRES_EXPRESSION = words('requires = && || ! ( , <');
