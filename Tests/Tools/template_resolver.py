"""Resolves the intrinsic functions of a template's values, as far as the Scout stack's roles use them.

An expression that it does not know is an error, never a guess: a permission check on a guessed ARN would prove nothing.
"""

import re


class UnresolvableExpression(Exception):
    """The template uses an intrinsic, name or attribute that this resolver does not know."""


class Resolver:
    """Resolves values against parameters and resources.

    - `names`: what `Ref` gives, for parameters, pseudo parameters and resources.
    - `attributes`: what `Fn::GetAtt` gives, by `(logical id, attribute)`.
    """

    def __init__(self, names, attributes):
        self.names, self.attributes = names, attributes

    def resolve(self, value):
        if isinstance(value, list):
            return [self.resolve(each) for each in value]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            (name, argument), = value.items()
            if name == "Ref" or name.startswith("Fn::"):
                return self._call(name, argument)
        return {key: self.resolve(each) for key, each in value.items()}

    def _call(self, name, argument):
        match name, argument:
            case "Ref", str():
                return self._ref(argument)
            case "Fn::GetAtt", [str() as logical_id, str() as attribute]:
                return self._attribute(logical_id, attribute)
            case "Fn::Join", [str() as separator, parts]:
                return separator.join(self.resolve(parts))
            case "Fn::Split", [str() as separator, text]:
                return self.resolve(text).split(separator)
            case "Fn::Select", [index, items]:
                return self.resolve(items)[int(index)]
            case "Fn::Sub", str():
                return self._substitute(argument, {})
            case "Fn::Sub", [str() as text, dict() as variables]:
                return self._substitute(text, {key: self.resolve(each) for key, each in variables.items()})
        raise UnresolvableExpression(f"{name} of {argument!r}")

    def _substitute(self, text, variables):
        def replacement(match):
            name = match[1]
            if name.startswith("!"):
                return "${" + name[1:] + "}"
            if name in variables:
                return variables[name]
            logical_id, dot, attribute = name.partition(".")
            return self._attribute(logical_id, attribute) if dot else self._ref(name)

        return re.sub(r"\$\{([^}]+)\}", replacement, text)

    def _ref(self, name):
        if name not in self.names:
            raise UnresolvableExpression(f"Ref of {name}")
        return self.names[name]

    def _attribute(self, logical_id, attribute):
        if (logical_id, attribute) not in self.attributes:
            raise UnresolvableExpression(f"Fn::GetAtt of {logical_id}.{attribute}")
        return self.attributes[logical_id, attribute]
