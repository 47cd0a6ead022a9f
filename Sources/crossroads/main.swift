import CProcessorCheck
import NumericCore

precondition(crossroads_processor_check == 1)
let v = exp(Vector(1.0)) + log(Vector(2.0))
print(v[0])
